import { copyFileSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { inTurns } from "../inTurns";
import type { Places } from "../places";
import { executeNotebook, type ExecuteOptions, type NotebookResult } from "./executeNotebook";
import type { Notebook } from "./findNotebooks";
import { staleResults } from "./staleResults";

export interface RunNotebooksOptions extends Omit<ExecuteOptions, "target"> {
  /** How many run at a time; more than one get a thread of TensorFlow each. Default 2, or 1 on a single processor. */
  jobs?: number;
  /** Write the outputs back into the notebooks that succeed, instead of into copies that are thrown away. Default false. */
  inPlace?: boolean;
  print?: (line: string) => void;
}

/** Executes notebooks and prints a line for each as it ends. One whose committed tables of recorded runs are stale fails too. Results come in the order of `notebooks`. */
export async function runNotebooks(
  places: Places,
  notebooks: readonly Notebook[],
  options: RunNotebooksOptions = {},
): Promise<NotebookResult[]> {
  const { jobs = Math.min(2, availableParallelism()), inPlace = false, print = console.log, ...execute } = options;
  const atATime = Math.min(jobs, notebooks.length);
  const copies = mkdtempSync(path.join(tmpdir(), "contrastbook-notebooks-"));
  const threads = execute.threads ?? (atATime > 1 ? 1 : undefined);
  try {
    return await inTurns(notebooks, atATime, async (notebook) => {
      const target = path.join(copies, `${notebooks.indexOf(notebook)}.ipynb`);
      const executed = await executeNotebook(places, notebook, { ...execute, threads, target });
      const stale = executed.failure || inPlace ? undefined : staleResults(notebook.file, target, notebook.name);
      const result = stale ? { ...executed, failure: stale } : executed;
      if (inPlace && !result.failure) replace(notebook.file, target);
      print(describe(result));
      return result;
    });
  } finally {
    rmSync(copies, { recursive: true, force: true });
  }
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
