import type { Row } from "../../ledger/row";
import { describeConfig } from "./describeConfig";

/** What happens while grids run; with `--json` each is a line of stdout. */
export type RunEvent =
  | { event: "grid"; experiment: string; profile: string; runs: number; onRecord: number }
  | { event: "row"; how: "run" | "on record"; row: Row }
  | { event: "failed"; experiment: string; message: string }
  | { event: "interrupted"; resume: string }
  | { event: "end"; run: number; onRecord: number; failed: number };

/** An event in words; undefined when it is worth none. `keys` are those that tell the configurations of the grid apart. */
export function wordsOf(event: RunEvent, keys: readonly string[] = []): string | undefined {
  switch (event.event) {
    case "grid":
      return `${event.experiment} at ${event.profile}: ${count(event.runs, "run")}, ${event.onRecord} on record`;
    case "row":
      return event.how === "run" ? rowWords(event.row, keys) : undefined;
    case "failed":
      return `✗ ${event.experiment}: ${event.message}`;
    case "interrupted":
      return `stopped; what was done is kept. Go on with:\n  ${event.resume}`;
    case "end":
      return `${count(event.run, "run")} done, ${event.onRecord} on record${event.failed > 0 ? `, ${event.failed} failed` : ""}`;
  }
}

function rowWords({ config, seed, metrics, seconds }: Row, keys: readonly string[]): string {
  const values = Object.entries(metrics).map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`);
  return `✓ ${describeConfig(config, keys)}seed ${seed}: ${values.join(", ")} (${seconds} s)`;
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;
