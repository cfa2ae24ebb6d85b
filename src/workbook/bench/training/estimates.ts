import type { SeedEffect } from "../../../ledger/statistics/seedEffect";
import { judgeEvery } from "../../../ledger/statistics/judgeEvery";
import { meanInterval } from "../../../ledger/statistics/meanInterval";
import { meanOf } from "../../../ledger/statistics/meanOf";
import { sampleOf } from "../../../ledger/statistics/sampleOf";
import { align } from "../align";

/** What sides made of the samples of one distribution: errors in nats, one a seed, the seeds in one order. */
export interface KnownAnswer {
  distribution: string;
  trueNats: number;
  seeds: readonly number[];
  ours: readonly number[];
  theirs: readonly number[];
  ksg: readonly number[];
}

export interface AnswerComparison {
  table: string;
  /** Distributions in which we are further off than PyTorch, by the 95% interval of that one alone. */
  worse: string[];
  /** Whether we are further off in any, by an interval that knows how many were looked at. */
  anyWorse: boolean;
}

/**
 * Compares how far ours and PyTorch's are from what is known, sample by sample: both were given the same ones. A distribution by
 * itself is one of many, of which one in forty looks worse by chance.
 */
export function compareAnswers(answers: readonly KnownAnswer[]): AnswerComparison {
  const leads = answers.map(({ seeds, ours, theirs }): SeedEffect[] =>
    seeds.map((seed, n) => ({ seed, effect: Math.abs(theirs[n]) - Math.abs(ours[n]) })),
  );
  const intervals = leads.map((lead) => meanInterval(lead.map(({ effect }) => effect)));
  const head = ["distribution", "nats", "ours", "PyTorch", "KSG", "|error|, PyTorch less ours", ""];
  const rows = answers.map(({ distribution, trueNats, ours, theirs, ksg }, n) => [
    distribution,
    trueNats.toFixed(3),
    ...[ours, theirs, ksg].map(biasAndSpread),
    `${signed(meanOf(leads[n].map(({ effect }) => effect)))} (${signed(intervals[n].low)} to ${signed(intervals[n].high)})`,
    intervals[n].high < 0 ? "worse" : intervals[n].low > 0 ? "better" : "",
  ]);
  return {
    table: align([head, ...rows]).join("\n"),
    worse: answers.filter((_, n) => intervals[n].high < 0).map(({ distribution }) => distribution),
    anyWorse: judgeEvery(leads).outcome === "refuted",
  };
}

/** Mean error, and the deviation of a single estimate. */
function biasAndSpread(errors: readonly number[]): string {
  return `${signed(meanOf(errors))} ± ${sampleOf(errors, 0).spread.toFixed(3)}`;
}

const signed = (nats: number): string => `${nats < 0 ? "" : "+"}${nats.toFixed(3)}`;
