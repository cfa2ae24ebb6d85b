import type { ErrorContent } from "../session/traceback";

/** What a reader is told when the process of the cells died under a cell. */
export function crashError(sentence: string): ErrorContent {
  const ename = "KernelCrashError";
  return {
    ename,
    evalue: sentence,
    traceback: [
      `\u001b[31m${ename}\u001b[39m: ${sentence}`,
      "All variables are gone. A new process has taken its place: run your cells again from the top.",
    ],
  };
}
