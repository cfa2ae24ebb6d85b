import { allOf } from "../../ledger/statistics/allOf";
import type { Outcome, Verdict } from "../../ledger/verdict";
import type { ScoreboardRow } from "./scoreboardRow";

const weakestFirst: readonly Outcome[] = ["refuted", "notVisible", "holds"];

/**
 * One line of the scoreboard of the parts of one claim, at least one: outcome, and what is expected of it, as `allOf` combines
 * them; effect, interval and unit are those of the first part that decides.
 */
export function combineVerdicts(
  parts: readonly Verdict[],
): Required<Pick<ScoreboardRow, "verdict" | "expected" | "effect" | "unit" | "seeds">> &
  Pick<ScoreboardRow, "interval" | "part"> {
  const { outcome, effect, interval, seeds } = allOf(parts);
  const expected = weakestFirst.find((one) => parts.some((part) => part.expected === one)) ?? "notVisible";
  const deciding = parts.find((part) => part.outcome === outcome) ?? parts[0];
  const part = parts.length > 1 ? deciding.statement : undefined;
  return { verdict: outcome, expected, effect, interval, unit: deciding.unit, part, seeds };
}
