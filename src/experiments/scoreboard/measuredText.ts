import { numeral } from "../tables/numeral";
import type { ScoreboardRow } from "./scoreboardRow";

/** What was measured in one line, for instance "20.3 points [19.1, 21.5], 3 seeds"; why not, where nothing was. */
export function measuredText(row: Pick<ScoreboardRow, "effect" | "interval" | "unit" | "seeds" | "reason">): string {
  const { effect, interval, unit, seeds, reason = "" } = row;
  if (effect === undefined) return reason;
  const size = Math.max(Math.abs(effect), Math.abs(interval?.low ?? 0), Math.abs(interval?.high ?? 0));
  const range = interval && ` [${numeral(interval.low, size)}, ${numeral(interval.high, size)}]`;
  const count = `${seeds.length} seed${seeds.length === 1 ? "" : "s"}`;
  return `${numeral(effect, size)}${unit ? ` ${unit}` : ""}${range ?? ""}, ${count}`;
}
