import type { SeedEffect } from "../../../ledger/statistics/seedEffect";
import { judgeEvery } from "../../../ledger/statistics/judgeEvery";
import { meanInterval } from "../../../ledger/statistics/meanInterval";
import { meanOf } from "../../../ledger/statistics/meanOf";
import { sampleOf } from "../../../ledger/statistics/sampleOf";
import { align } from "../align";

/** An error in nats; undefined where a loss became no number. */
type Error = number | undefined;

/** What sides made of the samples of one distribution: an error a seed, the seeds in one order. */
export interface KnownAnswer {
  distribution: string;
  trueNats: number;
  seeds: readonly number[];
  ours: readonly Error[];
  theirs: readonly Error[];
  ksg: readonly Error[];
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
 * itself is one of many, of which one in forty looks worse by chance. An error counts as a nat at most: with heavy tails some are of
 * thousands, on either side.
 */
export function compareAnswers(answers: readonly KnownAnswer[]): AnswerComparison {
  const leads = answers.map(({ seeds, ours, theirs }): SeedEffect[] =>
    seeds.map((seed, n) => ({ seed, effect: sizeOf(theirs[n]) - sizeOf(ours[n]) })),
  );
  const intervals = leads.map((lead) =>
    meanInterval(
      lead.map(({ effect }) => effect),
      { resolution },
    ),
  );
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
    anyWorse: judgeEvery(leads, { resolution }).outcome === "refuted",
  };
}

/** Nats below which two errors are the same. */
const resolution = 0.001;

const sizeOf = (error: Error): number => Math.min(1, Math.abs(error ?? 1));

/** Mean error, and the deviation of a single estimate. */
function biasAndSpread(errors: readonly Error[]): string {
  const known = errors.filter((error) => error !== undefined);
  const lost = errors.length - known.length;
  const told = known.length < 2 ? "" : `${signed(meanOf(known))} ± ${sampleOf(known, 0).spread.toFixed(3)}`;
  return `${told}${lost === 0 ? "" : ` (${lost} no number)`}`.trim();
}

const signed = (nats: number): string => `${nats < 0 ? "" : "+"}${nats.toFixed(3)}`;
