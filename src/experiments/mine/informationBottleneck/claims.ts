import { judgeAbove } from "../../../ledger/statistics/judgeAbove";
import { judgeEquivalent } from "../../../ledger/statistics/judgeEquivalent";
import { judgeEvery } from "../../../ledger/statistics/judgeEvery";
import { bySeed, type SeedEffect } from "../../../ledger/statistics/seedEffect";
import { effectOf, seriesBySeed, type SeedSeries } from "../../../ledger/statistics/seedSeries";
import type { Claim } from "../../experiment";
import { pickedBottleneck } from "./pickedBottleneck";
import {
  bottleneckMethods,
  type InformationBottleneckConfig,
  type InformationBottleneckMetrics,
  type InformationBottleneckRow,
  type Method,
} from "./config";

type Rows = readonly InformationBottleneckRow[];
type BottleneckClaim = Claim<InformationBottleneckConfig, InformationBottleneckMetrics>;

/** One of 2,000 test images, in points. */
const resolution = 0.05;

/** Points by which errors may differ and still count as the same: a tenth of what they are here. */
const same = 0.5;

/** Nats that MINE may miss of what the code's own density shows. */
const missed = 1;

const penalised = ["VIB", "MINE-Gaussian", "MINE-additive"] as const;
const ofTable = bottleneckMethods.filter((method) => method !== "additive noise");

/** Test errors of each seed, each method by the candidate that held-out images chose. */
function errorsOf(rows: Rows, of: readonly Method[]): SeedSeries[] {
  const picked = of.map((method) => pickedBottleneck(rows, method));
  return seriesBySeed(
    rows,
    picked,
    (ofSeed, candidate) => ofSeed.find((row) => candidate?.rows.includes(row))?.metrics.testError,
  );
}

/** By how many points `better` misclassifies less than `worse`. */
const lead = (rows: Rows, better: Method, worse: Method): SeedEffect[] =>
  effectOf(errorsOf(rows, [better, worse]), ([low, high]) => high - low);

const strengthsOf = (rows: Rows): number[] =>
  [...new Set(rows.map(({ config }) => config.strength))].sort((a, b) => a - b);
const at = (rows: Rows, strength: number): Rows => rows.filter(({ config }) => config.strength === strength);

/** How many nats a method's code loses from its smallest β to its largest, at the first of its rates, by the bound that it minimises. */
function fallOf(rows: Rows, method: (typeof penalised)[number]): SeedEffect[] {
  const metric = method === "VIB" ? "klNats" : "mineNats";
  const own = atFirstRate(rows.filter(({ config }) => config.method === method));
  const strengths = strengthsOf(own);
  if (strengths.length < 2) return [];
  return bySeed(own, (ofSeed) => {
    const [least, most] = [strengths[0], strengths[strengths.length - 1]].map(
      (beta) => at(ofSeed, beta)[0]?.metrics[metric],
    );
    return least === undefined || most === undefined ? undefined : least - most;
  });
}

/** How many nats of a Gaussian code MINE does not see, with the largest β. */
function unseen(rows: Rows): SeedEffect[] {
  const own = atFirstRate(rows.filter(({ config }) => config.method === "MINE-Gaussian"));
  const most = strengthsOf(own).at(-1) ?? NaN;
  return bySeed(at(own, most), ([row]) => {
    const { densityNats, mineNats } = row.metrics;
    return densityNats === undefined || mineNats === undefined ? undefined : densityNats - mineNats;
  });
}

const atFirstRate = (rows: Rows): Rows => {
  const least = Math.min(...rows.map(({ config }) => config.learningRate));
  return rows.filter(({ config }) => config.learningRate === least);
};

/** What one seed shows; NaN where it lacks a run. */
const first = (effects: readonly SeedEffect[]): number => effects[0]?.effect ?? NaN;

function below(
  better: Method,
  worse: Method,
  told: Pick<BottleneckClaim, "statement" | "paperValue" | "expected" | "live">,
): BottleneckClaim {
  return {
    ...{ id: "M12", unit: "points", ...told },
    judge: (rows) => judgeAbove(lead(rows, better, worse), { resolution }),
  };
}

/** Of one seed: what VIB's code loses, or the mean of what the two of MINE lose, whichever is less. One of MINE alone spreads too much. */
function smallerFall(rows: Rows): number {
  const [ofVib, gaussian, additive] = penalised.map((method) => first(fallOf(rows, method)));
  return Math.min(ofVib, (gaussian + additive) / 2);
}

const live = (
  effect: NonNullable<BottleneckClaim["live"]>["effect"],
  threshold: number,
  expected: "holds" | "refuted",
) => ({
  live: { effect, threshold, expected },
});

/**
 * Every method is tuned over as many candidates, each with all seeds; the candidate is chosen by the mean error on held-out images, and judged
 * by its error on test images, paired over seeds. The intervals are over weights, order, noise and which images are trained on; all runs share the 2,000
 * test images.
 *
 * Number 5 asks whether MINE adds anything to the noise that its best encoder has anyway; number 8 whether its bound sees what there is.
 *
 * Live, ten of the seeds 101 to 120 (101 to 105, 111 to 115) showed 1.28 nats with a deviation of 0.25 for number 7, and -4.3 with 0.4 for
 * number 8: the thresholds of 0.1 and -2 stand 4.7 and 6 deviations off.
 */
export const informationBottleneckClaims: readonly BottleneckClaim[] = [
  below("MINE-additive", "deterministic", {
    statement: "MINE with additive noise misclassifies less than the deterministic network",
    paperValue: "1.19 % (first version); 1.01 and 1.38 % in the version of ICML, not verified",
    expected: "holds",
  }),
  below("MINE-Gaussian", "deterministic", {
    statement: "so does MINE with Gaussian noise",
    paperValue: "1.26 % (first version); 1.11 and 1.38 % in the version of ICML, not verified",
    expected: "notVisible",
  }),
  below("MINE-additive", "VIB", {
    statement: "MINE with additive noise misclassifies less than the variational bottleneck",
    paperValue: "1.19 and 1.37 % (first version)",
    expected: "notVisible",
  }),
  below("MINE-Gaussian", "VIB", {
    statement: "so does MINE with the variational bottleneck's own encoder",
    paperValue: "1.26 and 1.37 % (first version)",
    expected: "refuted",
  }),
  below("MINE-additive", "additive noise", {
    statement: "MINE with additive noise misclassifies less than the same noise without MINE",
    paperValue: "not reported",
    expected: "notVisible",
  }),
  {
    id: "M12",
    statement: "all methods of the paper's table lie within 0.5 points of each other",
    paperValue: "1.01 to 1.40 %, not verified",
    unit: "points",
    expected: "notVisible",
    judge: (rows) => judgeEquivalent(errorsOf(rows, ofTable), { margin: same, resolution }),
  },
  {
    id: "M12",
    statement:
      "each penalty does what it is for: from the smallest β to the largest the code loses nats by the bound that is minimised; the smallest loss",
    paperValue: "not reported",
    unit: "nats",
    expected: "holds",
    judge: (rows) => judgeEvery(penalised.map((method) => fallOf(rows, method))),
    ...live(smallerFall, 0.1, "holds"),
  },
  {
    id: "M12",
    statement:
      "with the largest β, MINE sees of a Gaussian code what there is, but for a nat: what is left of that nat",
    paperValue: "not reported",
    unit: "nats",
    expected: "refuted",
    judge: (rows) => judgeAbove(unseen(rows).map(({ seed, effect }) => ({ seed, effect: missed - effect }))),
    ...live((rows) => missed - first(unseen(rows)), -2, "refuted"),
  },
];
