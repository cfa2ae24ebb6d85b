import { allOf } from "../../../ledger/statistics/allOf";
import { judgeEquivalent } from "../../../ledger/statistics/judgeEquivalent";
import { judgeEvery } from "../../../ledger/statistics/judgeEvery";
import { judgeExact } from "../../../ledger/statistics/judgeExact";
import { noSeeds } from "../../../ledger/statistics/judgementOf";
import { bySeed, type SeedEffect } from "../../../ledger/statistics/seedEffect";
import { seriesBySeed } from "../../../ledger/statistics/seedSeries";
import type { Claim } from "../../experiment";
import type { NonlinearDependenceConfig, NonlinearDependenceMetrics, NonlinearDependenceRow } from "./config";

type Rows = readonly NonlinearDependenceRow[];
type DependenceClaim = Claim<NonlinearDependenceConfig, NonlinearDependenceMetrics>;
type Metrics = NonlinearDependenceMetrics;

/** Those of figure 2. The even function is ours: on it the correlation is blind. */
const ofPaper = ["x", "x³", "sin x"];
const even = "x²";

/** Nats by which estimates may differ and still count as the same. */
const same = 0.05;

const sigmasOf = (rows: Rows): number[] => [...new Set(rows.map(({ config }) => config.sigma))].sort((a, b) => a - b);
const functionsOf = (rows: Rows): string[] => [...new Set(rows.map(({ config }) => config.f))];
const at = (rows: Rows, sigma: number): Rows => rows.filter(({ config }) => config.sigma === sigma);
const of = (rows: Rows, ...names: readonly string[]): Rows => rows.filter(({ config }) => names.includes(config.f));

/** What each seed shows in every run of its own: a part for each function and noise. */
function inEveryCell(rows: Rows, measure: (metrics: Metrics) => number): SeedEffect[][] {
  return functionsOf(rows).flatMap((f) =>
    sigmasOf(of(rows, f)).map((sigma) => bySeed(at(of(rows, f), sigma), ([row]) => row && measure(row.metrics))),
  );
}

/** How far the estimate falls from each σ to the next, for every function. */
function falls(rows: Rows): SeedEffect[][] {
  return functionsOf(rows).flatMap((f) => {
    const ofF = of(rows, f);
    const sigmas = sigmasOf(ofF);
    return sigmas.slice(1).map((sigma, n) =>
      bySeed(ofF, (ofSeed) => {
        const [[before], [after]] = [at(ofSeed, sigmas[n]), at(ofSeed, sigma)];
        return before && after && before.metrics.miNats - after.metrics.miNats;
      }),
    );
  });
}

interface Part {
  unit: string;
  /** A threshold that every part must be above. */
  parts: (rows: Rows) => SeedEffect[][];
  threshold?: number;
  live: number;
}

/** A claim that every one of several numbers is above a threshold; live the smallest of them. */
function every(statement: string, { unit, parts, threshold = 0, live }: Part): DependenceClaim {
  return {
    ...{ id: "M6", statement, paperValue: "a heat map; no number", unit, expected: "holds" },
    judge: (rows) => (parts(rows).length === 0 ? noSeeds : judgeEvery(parts(rows), { threshold })),
    live: {
      effect: (rows) => Math.min(...parts(rows).map(([ofSeed]) => ofSeed?.effect ?? NaN)),
      ...{ threshold: live, expected: "holds" },
    },
  };
}

/** The largest difference between the paper's functions under the same noise, in the rows of one seed. */
function spread(rows: Rows, metric: "miNats" | "trueNats"): number | undefined {
  const spreads = sigmasOf(rows).flatMap((sigma) => {
    const values = of(at(rows, sigma), ...ofPaper).map(({ metrics }) => metrics[metric]);
    return values.length < 2 ? [] : [Math.max(...values) - Math.min(...values)];
  });
  return spreads.length === 0 ? undefined : Math.max(...spreads);
}

/** A part of the claim that nothing but the noise matters: wrong, and so it must come out. */
function equitable(
  statement: string,
  { metric, judge }: Pick<DependenceClaim, "judge"> & { metric: "miNats" | "trueNats" },
): DependenceClaim {
  return {
    ...{ id: "M7", statement, paperValue: "rows of a heat map that look alike; no number", unit: "nats", judge },
    expected: "refuted",
    live: { effect: (rows) => -(spread(rows, metric) ?? NaN), threshold: -0.17, expected: "refuted" },
  };
}

/**
 * Live thresholds are about half of what seeds 101 to 120 showed in the mean, with these standard deviations: 0.062 with 0.006 is left
 * of the 0.1, 0.395 with 0.002 the fall, 0.540 with 0.005 of x², 0.041 with 0.005 left of the 0.05, and MINE's estimates spread by 0.354
 * with 0.005. They stand 5.1, 81, 56, 4.2 and 34 deviations off; 4 were asked for. What is true spreads by 0.332 at every seed.
 */
export const nonlinearDependenceClaims: readonly DependenceClaim[] = [
  every("MINE is within 0.1 nats of the quadrature, for every function and every σ from 0.2: what is left of the 0.1", {
    unit: "nats",
    parts: (rows) =>
      inEveryCell(
        rows.filter(({ config }) => config.sigma >= 0.2),
        ({ errorNats }) => 0.1 - Math.abs(errorNats),
      ),
    live: 0.03,
  }),
  every("the estimate falls with every step of σ, for every function: the smallest fall", {
    unit: "nats",
    parts: falls,
    live: 0.2,
  }),
  every("of x² MINE finds more than 0.25 nats up to a σ of 0.3", {
    unit: "nats",
    parts: (rows) =>
      inEveryCell(
        of(rows, even).filter(({ config }) => config.sigma <= 0.3),
        ({ miNats }) => miNats,
      ),
    threshold: 0.25,
    live: 0.25,
  }),
  every("of x² a correlation sees nothing, it is within 0.05 of zero at every σ: what is left of the 0.05", {
    unit: "",
    parts: (rows) => inEveryCell(of(rows, even), ({ pearson }) => 0.05 - Math.abs(pearson)),
    live: 0.02,
  }),
  equitable("at each σ, x, x³ and sin x tell the same number of nats within 0.05, by quadrature", {
    metric: "trueNats",
    judge: (rows) =>
      judgeExact(
        bySeed(rows, (ofSeed) => spread(ofSeed, "trueNats")),
        { tolerance: same },
      ),
  }),
  equitable("at each σ, MINE estimates the same for x, x³ and sin x within 0.05 nats", {
    metric: "miNats",
    judge: (rows) => {
      const ofThem = of(rows, ...ofPaper);
      const names = functionsOf(ofThem);
      if (names.length < 2) return noSeeds;
      return allOf(
        sigmasOf(ofThem).map((sigma) =>
          judgeEquivalent(
            seriesBySeed(at(ofThem, sigma), names, (ofSeed, f) => of(ofSeed, f)[0]?.metrics.miNats),
            { margin: same },
          ),
        ),
      );
    },
  }),
];
