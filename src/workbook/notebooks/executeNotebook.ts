import { ToolError, runTool } from "../../engine/install/runTool";
import { sourceFile } from "../../engine/install/sourceFile";
import { jupyterEnvironment } from "../jupyter/jupyterEnvironment";
import type { Places } from "../places";
import type { Notebook } from "./findNotebooks";

export interface ExecuteOptions {
  /** Where the executed notebook is written. */
  target: string;
  /** The kernelspec to run on. Default "contrastbook". */
  kernel?: string;
  /** The experiments' profile. Default "quick". */
  profile?: string;
  /** TensorFlow's threads; default: its own choice, every processor. */
  threads?: number;
  /** The longest a single cell may take, in seconds. Default 1800. */
  cellSeconds?: number;
}

/** What stopped a notebook. `cell` counts from 1 over all cells; 0: no cell in particular. */
export interface NotebookFailure {
  cell: number;
  ename: string;
  evalue: string;
}

export interface NotebookResult {
  name: string;
  seconds: number;
  /** Undefined: every code cell ran, in order, without an error. */
  failure?: NotebookFailure;
}

/** Runs a notebook from top to bottom through Jupyter's own client, nbclient, on a fresh kernel. A failure is a result, not an exception. */
export async function executeNotebook(
  places: Places,
  notebook: Notebook,
  options: ExecuteOptions,
): Promise<NotebookResult> {
  const { target, kernel = "contrastbook", profile = "quick", threads, cellSeconds = 1800 } = options;
  const start = Date.now();
  const env: NodeJS.ProcessEnv = { ...jupyterEnvironment(places), CONTRASTBOOK_PROFILE: profile };
  if (threads !== undefined) env.CONTRASTBOOK_THREADS = String(threads);
  const script = sourceFile("workbook/python/execute_notebook.py");
  const args = [script, notebook.file, target, kernel, String(cellSeconds)];
  const failure = await runTool(places.python, args, { env, cwd: places.root }).then(failureIn, failureOfTool);
  return { name: notebook.name, seconds: (Date.now() - start) / 1000, failure };
}

function failureIn(stdout: string): NotebookFailure | undefined {
  const last = stdout.trimEnd().split("\n").pop() ?? "";
  return (JSON.parse(last) as { failure: NotebookFailure | null }).failure ?? undefined;
}

function failureOfTool(error: unknown): NotebookFailure {
  if (!(error instanceof ToolError)) throw error;
  return { cell: 0, ename: error.name, evalue: error.message };
}
