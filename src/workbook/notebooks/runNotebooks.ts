import { copyFileSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import type { Places } from "../places";
import { executeNotebook, type ExecuteOptions, type NotebookResult } from "./executeNotebook";
import type { Notebook } from "./findNotebooks";

export interface RunNotebooksOptions extends Omit<ExecuteOptions, "target"> {
  /** How many run at a time; more than one get a thread of TensorFlow each. Default 2, or 1 on a single processor. */
  jobs?: number;
  /** Write the outputs back into the notebooks that succeed, instead of into copies that are thrown away. Default false. */
  inPlace?: boolean;
  print?: (line: string) => void;
}

/** Executes notebooks and prints a line for each as it ends. Results come in the order of `notebooks`. */
export async function runNotebooks(
  places: Places,
  notebooks: readonly Notebook[],
  options: RunNotebooksOptions = {},
): Promise<NotebookResult[]> {
  const { jobs = Math.min(2, availableParallelism()), inPlace = false, print = console.log, ...execute } = options;
  const atATime = Math.min(jobs, notebooks.length);
  const copies = mkdtempSync(path.join(tmpdir(), "contrastbook-notebooks-"));
  const threads = execute.threads ?? (atATime > 1 ? 1 : undefined);
  const results: NotebookResult[] = [];
  const waiting = [...notebooks.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, notebook] = next;
      const target = path.join(copies, `${index}.ipynb`);
      const result = await executeNotebook(places, notebook, { ...execute, threads, target });
      results[index] = result;
      if (inPlace && !result.failure) replace(notebook.file, target);
      print(describe(result));
    }
  };
  try {
    await Promise.all(Array.from({ length: atATime }, work));
  } finally {
    rmSync(copies, { recursive: true, force: true });
  }
  return results;
}

function replace(file: string, executed: string): void {
  const draft = `${file}.tmp`;
  copyFileSync(executed, draft);
  renameSync(draft, file);
}

function describe({ name, seconds, failure }: NotebookResult): string {
  const head = `${failure ? "failed" : "ok"} ${seconds.toFixed(0)} s ${name}`;
  if (!failure) return head;
  const where = failure.cell ? `cell ${failure.cell}, ` : "";
  return `${head}: ${where}${failure.ename}: ${failure.evalue}`;
}
