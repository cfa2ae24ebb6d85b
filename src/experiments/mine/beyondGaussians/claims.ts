import { judgeAbove } from "../../../ledger/statistics/judgeAbove";
import { judgeEvery } from "../../../ledger/statistics/judgeEvery";
import { judgeExact } from "../../../ledger/statistics/judgeExact";
import { bySeed, type SeedEffect } from "../../../ledger/statistics/seedEffect";
import type { Outcome } from "../../../ledger/verdict";
import type { Claim } from "../../experiment";
import type { BeyondGaussiansConfig, BeyondGaussiansMetrics, BeyondGaussiansRow, EstimatorName } from "./config";
import type { DistributionName } from "./distributions";

type Rows = readonly BeyondGaussiansRow[];
type KindClaim = Claim<BeyondGaussiansConfig, BeyondGaussiansMetrics>;

/** Nats by which an estimate may be off and still counts as found, and which an estimate of nothing may surely come to. */
const [near, nothing] = [0.1, 0.02];

/** Nats below which two estimates are the same. */
const resolution = 0.001;

const large: DistributionName = "large, 3 dimensions";
const sparse: DistributionName = "sparse, 20 dimensions";

/** What MINE and nearest neighbours find, and what they do not: as a pilot with seeds from 201 had it. */
const found = {
  MINE: [
    ...(["normal", "uniform margins", "half cube", "swiss roll", "sine under noise", "hard edges"] as const),
    ...(["its asinh", "Student t, 5 degrees", "discrete table", "discrete and continuous"] as const),
  ],
  KSG: [
    ...(["normal", "uniform margins", "half cube", "swiss roll", "sine under noise", "hard edges"] as const),
    ...(["Student t, 1 degree", "its asinh", "Student t, 2 degrees", "Student t, 5 degrees"] as const),
    ...(["discrete table", "discrete and continuous"] as const),
  ],
} satisfies Partial<Record<EstimatorName, DistributionName[]>>;
const missed = {
  MINE: ["spiral", "product of tails", sparse, "dense, 20 dimensions", large],
  KSG: ["product of tails", sparse, "dense, 20 dimensions", large],
} satisfies Partial<Record<EstimatorName, DistributionName[]>>;

/** Where the bounds that average exponentials are at a loss, and the same information with shorter tails. */
const tails = ["Student t, 1 degree", "Student t, 2 degrees"] as const satisfies DistributionName[];
const shorter: DistributionName = "its asinh";

const independent: readonly DistributionName[] = [
  "independent normal, 20 dimensions",
  "independent Student t",
  "independent discrete",
];
const all: readonly EstimatorName[] = ["MINE", "NWJ", "SMILE", "InfoNCE", "KSG"];

const common = { id: "M4", paperValue: "a statement; no number", expected: "holds" } as const;

function metricsOf(
  rows: Rows,
  distribution: DistributionName,
  estimator: EstimatorName,
): BeyondGaussiansMetrics | undefined {
  return rows.find(({ config }) => config.distribution === distribution && config.estimator === estimator)?.metrics;
}

interface Each {
  names: readonly DistributionName[];
  by: readonly EstimatorName[];
  effect: (metrics: BeyondGaussiansMetrics) => number;
}

/** A claim that every one of several estimates is on the right side of 0; live those that the rows have. */
function every(
  statement: string,
  { names, by, effect, live, expected = "holds" }: Each & { live?: number; expected?: Outcome },
): KindClaim {
  const parts = (rows: Rows): SeedEffect[][] =>
    names.flatMap((name) =>
      by.map((estimator) =>
        bySeed(rows, (ofSeed) => {
          const metrics = metricsOf(ofSeed, name, estimator);
          return metrics && effect(metrics);
        }),
      ),
    );
  return {
    ...{ ...common, statement, unit: "nats", expected },
    judge: (rows) => judgeEvery(parts(rows), { resolution }),
    ...(live !== undefined && {
      live: {
        effect: (rows) => Math.min(...parts(rows).flatMap((part) => part.map((ofSeed) => ofSeed.effect))),
        ...{ threshold: live, expected: "holds" },
      },
    }),
  };
}

/** An error counts as 1 nat at most, and none that is known as 1: some are of thousands, in some seeds. */
const sizeOf = ({ errorNats = 1 }: BeyondGaussiansMetrics): number => Math.min(1, Math.abs(errorNats));

/** What is left of the nats that an estimate may be off. */
const withinNear = (metrics: BeyondGaussiansMetrics): number => near - sizeOf(metrics);

/**
 * What is left of the nats that may be found in nothing, above two standard errors: an estimate comes with its error, and with heavy
 * tails either may be large. A critic that diverged says nothing.
 */
function notSurelyAbove({ miNats, standardErrorNats = 0 }: BeyondGaussiansMetrics): number {
  return nothing - Math.max(-near, (miNats ?? -near) - 2 * standardErrorNats);
}

/** By how much the largest InfoNCE of a seed's runs is above the logarithm of its batch. */
function aboveCap(rows: Rows): number | undefined {
  const excesses = rows.flatMap(({ config, metrics }) =>
    config.estimator === "InfoNCE" && metrics.miNats !== undefined ? [metrics.miNats - Math.log(config.batchSize)] : [],
  );
  return excesses.length === 0 ? undefined : Math.max(...excesses);
}

/** log₂ of how much larger NWJ's standard error is than InfoNCE's, where there is much to find. */
function noisier(rows: Rows): number | undefined {
  const [nwj, infoNce] = (["NWJ", "InfoNCE"] as const).map((by) => metricsOf(rows, large, by)?.standardErrorNats);
  return nwj === undefined || infoNce === undefined ? undefined : Math.log2(nwj / infoNce);
}

/** log₂ of how much larger MINE's standard error is on the heaviest tails than on the same information with shorter ones. */
function shaken(rows: Rows): number | undefined {
  const [raw, mended] = [tails[0], shorter].map((name) => metricsOf(rows, name, "MINE")?.standardErrorNats);
  return raw === undefined || mended === undefined ? undefined : Math.log2(raw / mended);
}

/** How much closer MINE is than nearest neighbours where two of twenty numbers count. */
function closer(rows: Rows): number | undefined {
  const [mine, ksg] = (["MINE", "KSG"] as const).map((by) => metricsOf(rows, sparse, by));
  return mine && ksg && sizeOf(ksg) - sizeOf(mine);
}

/**
 * "Flexible" is taken as: within 0.1 nats, of which a seed's 2,000 reported pairs take 0.02 to 0.03 as their standard error. Where an
 * estimator is further off is claimed too, since that is what a reader needs to know, and what later work found of the bounds.
 *
 * Live thresholds from seeds 101 to 120, with a third of the steps: of the 0.1 nats MINE leaves 0.023 with a standard deviation of
 * 0.017, KSG 0.081 with 0.006; InfoNCE stays 0.81 below its cap with 0.03; of the 0.02 that nothing may come to, 0.022 are left with
 * 0.001. The thresholds stand 4.4, 14, 27 and 20 deviations off; 4 were asked for. Heavy tails are not checked live: InfoNCE left 0.071
 * with 0.020, and then seed 1 was 0.41 off, so that errors on tails have tails themselves.
 */
export const beyondGaussiansClaims: readonly KindClaim[] = [
  every(`MINE is within ${near} nats on ${found.MINE.join("; ")}: what is left of the ${near}`, {
    ...{ names: found.MINE, by: ["MINE"], effect: withinNear },
    live: -0.05,
  }),
  every(`but further off on ${missed.MINE.join("; ")}: what is beyond the ${near}`, {
    ...{ names: missed.MINE, by: ["MINE"], effect: (metrics) => -withinNear(metrics) },
  }),
  every(`KSG is within ${near} nats on ${found.KSG.join("; ")}`, {
    ...{ names: found.KSG, by: ["KSG"], effect: withinNear },
    live: 0,
  }),
  every(`but further off on ${missed.KSG.join("; ")}`, {
    ...{ names: missed.KSG, by: ["KSG"], effect: (metrics) => -withinNear(metrics) },
  }),
  {
    ...{ ...common, unit: "log₂", expected: "notVisible" },
    statement: `MINE's standard error is more than four times as large on ${tails[0]} as on ${shorter}, which tells as much`,
    judge: (rows) => judgeAbove(bySeed(rows, shaken), { threshold: 2 }),
  },
  every(`InfoNCE is within ${near} nats on heavy tails: ${tails.join("; ")}`, {
    ...{ names: tails, by: ["InfoNCE"], effect: withinNear },
    expected: "notVisible",
  }),
  {
    ...{ ...common, statement: `MINE is closer than KSG on ${sparse}`, unit: "nats" },
    judge: (rows) => judgeAbove(bySeed(rows, closer)),
  },
  {
    ...{ ...common, statement: "InfoNCE never says more than log of its batch", unit: "nats above it" },
    judge: (rows) =>
      judgeExact(
        bySeed(rows, (ofSeed) => {
          const excess = aboveCap(ofSeed);
          return excess && Math.max(0, excess);
        }),
        { tolerance: 1e-5 },
      ),
    live: { effect: (rows) => -(aboveCap(rows) ?? NaN), threshold: -1e-5, expected: "holds" },
  },
  {
    ...{ ...common, statement: `NWJ's standard error is more than twice that of InfoNCE on ${large}`, unit: "log₂" },
    judge: (rows) => judgeAbove(bySeed(rows, noisier), { threshold: 1 }),
  },
  every(`SMILE is no bound: more than ${near} nats too much on ${large}`, {
    ...{ names: [large], by: ["SMILE"], effect: ({ errorNats = 0 }) => errorNats - near },
  }),
  every(
    `of independent pairs no estimator says more than ${nothing} nats, two standard errors taken off: what is left`,
    {
      ...{ names: independent, by: all, effect: notSurelyAbove },
      ...{ live: 0, expected: "notVisible" },
    },
  ),
];
