import { allOf } from "../../ledger/statistics/allOf";
import type { Verdict } from "../../ledger/verdict";
import type { ScoreboardRow } from "./scoreboardRow";

/**
 * One line of the scoreboard of the parts of one claim, at least one: outcome, and what is expected of it, as `allOf` combines
 * them; effect, interval and unit are those of the first part that decides.
 */
export function combineVerdicts(
  parts: readonly Verdict[],
): Required<Pick<ScoreboardRow, "verdict" | "expected" | "effect" | "unit" | "seeds">> &
  Pick<ScoreboardRow, "interval" | "part"> {
  const { outcome: verdict, effect, interval, unit, seeds, statement } = allOf(parts);
  const { outcome: expected } = allOf(parts.map((part) => ({ ...part, outcome: part.expected })));
  return { verdict, expected, effect, interval, unit, part: parts.length > 1 ? statement : undefined, seeds };
}
