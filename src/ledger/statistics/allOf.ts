import type { Judgement, Outcome } from "../verdict";
import { StatisticsError } from "./statisticsError";

const weakestFirst: readonly Outcome[] = ["refuted", "notVisible", "holds"];

/**
 * A claim of several parts: it holds if all hold, is refuted if one is, and is otherwise not visible. Effect and interval are
 * those of the first part that decides, since parts may have different units; the seeds are those that all parts had.
 *
 * Each part that holds does so by itself, so a false `holds` stays below 2.5%. A false `refuted` may come from any of m parts
 * and so in up to m times 2.5%: where the parts are effects of one unit, `judgeEvery` keeps that at 2.5% too.
 *
 * @throws StatisticsError `allOf: there are no judgements; at least 1 is needed`
 */
export function allOf<Part extends Judgement>(judgements: readonly Part[]): Part {
  if (judgements.length === 0) throw new StatisticsError("allOf: there are no judgements; at least 1 is needed");
  const outcome = weakestFirst.find((one) => judgements.some((judgement) => judgement.outcome === one)) as Outcome;
  const deciding = judgements.find((judgement) => judgement.outcome === outcome) as Part;
  const seeds = judgements[0].seeds.filter((seed) => judgements.every((judgement) => judgement.seeds.includes(seed)));
  return { ...deciding, seeds };
}
