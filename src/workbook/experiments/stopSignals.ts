/** Signals that ask for an end, and the exit status that a shell gives a program ended by them. */
export const stopStatus = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

export type StopSignal = keyof typeof stopStatus;

export interface StopSignalOptions {
  /** The first one: end soon. */
  first: (signal: StopSignal) => void;
  /** Another one: end at once. */
  second: (signal: StopSignal) => void;
  /** Whoever sends the signals. Default: this process. */
  source?: Pick<NodeJS.Process, "on" | "off">;
  /** Milliseconds, rising. */
  now?: () => number;
}

/**
 * npm hands on the signal that the terminal has sent to all of its group, and a batch system may send it to every process:
 * what comes so close behind the first is the same one.
 */
const sameMs = 400;

/** Listens for signals that ask for an end. Returns what ends the listening. */
export function onStopSignals({
  first,
  second,
  source = process,
  now = () => performance.now(),
}: StopSignalOptions): () => void {
  let since: number | undefined;
  const hear = (signal: StopSignal): void => {
    if (since === undefined) {
      since = now();
      first(signal);
    } else if (now() - since >= sameMs) second(signal);
  };
  const signals = Object.keys(stopStatus) as StopSignal[];
  for (const signal of signals) source.on(signal, hear);
  return () => {
    for (const signal of signals) source.off(signal, hear);
  };
}
