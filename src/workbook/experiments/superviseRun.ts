import { fork } from "node:child_process";
import path from "node:path";
import type { RunRequest } from "./runRequest";
import { runStatus } from "./runStatus";
import { onStopSignals, stopStatus, type StopSignal } from "./stopSignals";

/**
 * Runs in a process of its own, so that this one hears signals at every moment: a training step or a probe may keep the other
 * busy for a long time. The first signal asks it to stop, which it does after the step at work, with a checkpoint; another ends
 * it at once, which loses what was done since the last checkpoint and nothing that is on record.
 * @param script what that process runs: it ends by a `runStatus`
 * @returns the exit status: that of the process, or 128 and the number of the signal
 */
export async function superviseRun(
  request: RunRequest,
  { script = path.join(__dirname, "runProcess.js") } = {},
): Promise<number> {
  const child = fork(script, [JSON.stringify(request)], {
    execArgv: [...process.execArgv, "--enable-source-maps"],
  });
  let stopped: StopSignal | undefined;
  const stopListening = onStopSignals({
    first: (signal) => {
      stopped = signal;
      const words = `${signal}: stopping after the step at work; once more stops at once`;
      // Whoever draws the progress bars says it above them, unless a long step keeps it from saying anything.
      const unsaid = setTimeout(() => console.error(`\n${words}`), 1000);
      child.on("message", () => clearTimeout(unsaid)).on("exit", () => clearTimeout(unsaid));
      if (child.connected) child.send(words);
    },
    second: () => child.kill("SIGKILL"),
  });
  try {
    const { status, died } = await new Promise<{ status: number | null; died: NodeJS.Signals | null }>(
      (resolve, reject) => {
        child.on("error", reject);
        child.on("exit", (status, died) => resolve({ status, died }));
      },
    );
    if (died !== null) {
      const how = stopped ? `stopped at once by ${stopped}` : `the process of the runs was ended by ${died}`;
      console.error(`${how}; what is on record stays. Go on with:\n  ${request.resume}`);
    }
    if (stopped && (died !== null || status === runStatus.interrupted)) return stopStatus[stopped];
    return status ?? runStatus.failed;
  } finally {
    stopListening();
  }
}
