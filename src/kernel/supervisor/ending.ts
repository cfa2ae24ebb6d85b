/** How a process ended: by a status, by a signal, or it could not even start. */
export type Ending = { code: number | null; signal: NodeJS.Signals | null } | { error: Error };

/** What usually is behind a signal. */
const causes: Partial<Record<NodeJS.Signals, string>> = {
  SIGSEGV: "native code touched memory that is not its own",
  SIGBUS: "native code touched memory that is not there",
  SIGILL: "native code used an instruction that this processor does not have",
  SIGFPE: "native code divided by zero",
  SIGABRT: "native code gave up, or JavaScript ran out of memory: its own words are above",
  SIGTRAP: "JavaScript ran out of memory, or an assertion of the engine failed",
  SIGKILL: "most often the system ended it because memory ran out",
  SIGTERM: "somebody asked it to end",
};

/** An ending in words, for a sentence that begins with the name of the process. */
export function describeEnding(ending: Ending): string {
  if ("error" in ending) return `could not be started: ${ending.error.message}`;
  const { code, signal } = ending;
  if (signal === null) return `ended by itself with status ${String(code)}`;
  const cause = causes[signal];
  return `was ended by ${signal}${cause === undefined ? "" : ` (${cause})`}`;
}
