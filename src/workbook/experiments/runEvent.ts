import { spanText } from "../../experiments/cost/spanText";
import { runName } from "../../experiments/grid/runName";
import type { Row, RunIdentity } from "../../ledger/row";

/** What happens while grids run; with `--json` each is a line of stdout. */
export type RunEvent =
  | { event: "grid"; experiment: string; profile: string; runs: number; onRecord: number; estimatedSeconds: number }
  | { event: "row"; how: "run" | "on record"; row: Row }
  | { event: "failed"; experiment: string; failed: number; message: string }
  | { event: "interrupted"; resume: string }
  | { event: "end"; run: number; onRecord: number; failed: number };

/** An event in words; undefined when it is worth none. `grid` is what its runs are told apart by. */
export function wordsOf(event: RunEvent, grid: readonly RunIdentity[] = []): string | undefined {
  switch (event.event) {
    case "grid": {
      const left = event.runs - event.onRecord;
      const time =
        left === 0
          ? ""
          : `, about ${spanText(event.estimatedSeconds)} for ${left === event.runs ? "all" : `the other ${left}`}`;
      return `${event.experiment} at ${event.profile}: ${count(event.runs, "run")}, ${event.onRecord} on record${time}`;
    }
    case "row":
      return event.how === "run" ? rowWords(event.row, grid) : undefined;
    case "failed":
      return event.message;
    case "interrupted":
      return `stopped; what was done is kept. Go on with:\n  ${event.resume}`;
    case "end":
      return `${count(event.run, "run")} done, ${event.onRecord} on record${event.failed > 0 ? `, ${event.failed} failed` : ""}`;
  }
}

function rowWords(row: Row, grid: readonly RunIdentity[]): string {
  const values = Object.entries(row.metrics).map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`);
  return `✓ ${runName(row, grid)}: ${values.join(", ")} (${row.seconds} s)`;
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;
