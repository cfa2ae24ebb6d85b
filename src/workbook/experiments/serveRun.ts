import { clearBars } from "../../report/progress/currentBoard";
import { isExpected } from "../isExpected";
import { UsageError } from "../usageError";
import type { RunRequest } from "./runRequest";
import { runStatus } from "./runStatus";
import { stopStatus } from "./stopSignals";

/**
 * The process that `superviseRun` starts: leaves signals to the supervisor and stops when that says so, or is gone.
 * @param text the request, as JSON
 * @param run gives the exit status
 */
export async function serveRun(
  text: string,
  run: (request: RunRequest, context: { signal: AbortSignal }) => Promise<number>,
): Promise<void> {
  const stop = new AbortController();
  for (const signal of Object.keys(stopStatus)) process.on(signal, () => undefined);
  process.on("message", (words: string) => {
    clearBars();
    console.error(words);
    process.send?.("said");
    stop.abort();
  });
  process.on("disconnect", () => stop.abort());
  try {
    process.exitCode = await run(JSON.parse(text) as RunRequest, { signal: stop.signal });
  } catch (error) {
    console.error(isExpected(error) ? error.message : error);
    process.exitCode = error instanceof UsageError ? runStatus.usage : runStatus.failed;
  } finally {
    if (process.connected) process.disconnect();
  }
}
