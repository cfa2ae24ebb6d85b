import path from "node:path";
import { sourceFile } from "../../../engine/install/sourceFile";
import { runTool } from "../../../engine/install/runTool";
import type { Asked } from "./ours/main";
import type { TrainingJob } from "./trainingJob";

export interface SideEnvironment {
  /** Python of the environment that holds PyTorch. */
  python: string;
  env: NodeJS.ProcessEnv;
  /** Told what is going on. */
  report: (line: string) => void;
}

/** Asks our side, in a process of its own. */
export async function askOurs<Answer>(asked: Asked, { env, report }: SideEnvironment): Promise<Answer> {
  const threads = "job" in asked ? { CONTRASTBOOK_THREADS: String(asked.job.threads) } : {};
  const options = { env: { ...env, ...threads }, onLine: (line: string) => tell(line, report) };
  return lastLine(
    await runTool(process.execPath, [path.join(__dirname, "ours", "main.js"), JSON.stringify(asked)], options),
  );
}

/** Lets PyTorch train. */
export async function askPyTorch<Answer>(job: TrainingJob, side: SideEnvironment): Promise<Answer> {
  // Where only the numbers count, threads that wait shall not keep a busy machine busy.
  const quiet = job.task === "curves" ? { OMP_WAIT_POLICY: "PASSIVE" } : {};
  return askPython("training.py", job, { ...side, env: { ...side.env, ...quiet } });
}

/** Starts a script of the peers with a job and gives its last line. */
export async function askPython<Answer>(
  script: string,
  job: object,
  { python, env, report }: SideEnvironment,
): Promise<Answer> {
  const options = {
    env: { ...env, PYTHONDONTWRITEBYTECODE: "1" },
    onLine: (line: string) => tell(line, report),
  };
  return lastLine(await runTool(python, [sourceFile(`workbook/bench/peers/${script}`), JSON.stringify(job)], options));
}

function tell(line: string, report: (line: string) => void): void {
  if (!line.startsWith("{")) report(`  ${line}`);
}

function lastLine<Answer>(output: string): Answer {
  return JSON.parse(output.trim().split("\n").pop() ?? "") as Answer;
}
