import { judgeAbove } from "../../../ledger/statistics/judgeAbove";
import { judgeEvery } from "../../../ledger/statistics/judgeEvery";
import { noSeeds } from "../../../ledger/statistics/judgementOf";
import { bySeed, type SeedEffect } from "../../../ledger/statistics/seedEffect";
import type { Claim } from "../../experiment";
import type { BoundAndProbeConfig, BoundAndProbeMetrics, BoundAndProbeRow, ViewsName } from "./config";

type Rows = readonly BoundAndProbeRow[];
type Metrics = BoundAndProbeMetrics;
type BoundClaim = Claim<BoundAndProbeConfig, Metrics>;

/** The temperature at which views are compared. */
const compared = 0.2;

const runOf = (rows: Rows, views: ViewsName, temperature = compared): Metrics | undefined =>
  rows.find(({ config }) => config.views === views && config.temperature === temperature)?.metrics;

/** Of each seed that has both runs, a metric of the first less that of the second. */
const lead = (rows: Rows, metric: keyof Metrics, of: (rows: Rows) => [Metrics | undefined, Metrics | undefined]) =>
  bySeed(rows, (ofSeed) => {
    const [a, b] = of(ofSeed);
    return a && b && a[metric] - b[metric];
  });

/** What each seed shows, one part or several that must all be above zero. */
interface Part {
  unit: "nats" | "points";
  parts: (rows: Rows) => SeedEffect[][];
  /** Checked live where given. */
  live?: number;
}

function above(statement: string, { unit, parts, live }: Part): BoundClaim {
  return {
    ...{ id: "B2", statement, paperValue: "a statement of later work; no number", unit, expected: "holds" },
    judge: (rows) => {
      const effects = parts(rows);
      if (effects.some(({ length }) => length === 0)) return noSeeds;
      return effects.length === 1 ? judgeAbove(effects[0]) : judgeEvery(effects);
    },
    ...(live !== undefined && {
      live: {
        effect: (rows) => Math.min(...parts(rows).map(([ofSeed]) => ofSeed?.effect ?? NaN)),
        ...{ threshold: live, expected: "holds" },
      },
    }),
  };
}

const views = (metric: keyof Metrics, more: ViewsName, less: ViewsName) => (rows: Rows) => [
  lead(rows, metric, (of) => [runOf(of, more), runOf(of, less)]),
];

const warmer = (metric: keyof Metrics) => (rows: Rows) => [
  lead(rows, metric, (of) => [runOf(of, "crop and colour"), runOf(of, "crop and colour", 1)]),
];

/** z against h in the runs of crops, with colour and without. */
const ofHead = (measure: (metrics: Metrics) => number) => (rows: Rows) =>
  (["crop", "crop and colour"] as const).map((name) =>
    bySeed(rows, (of) => {
      const run = runOf(of, name);
      return run && measure(run);
    }),
  );

export const boundAndProbeClaims: readonly BoundClaim[] = [
  above("views by crops alone have a higher bound than with colour", {
    unit: "nats",
    parts: views("boundNats", "crop", "crop and colour"),
    live: 0,
  }),
  above("and a worse probe", { unit: "points", parts: views("probe", "crop and colour", "crop") }),
  above("views that are only mirrored have a higher bound than crops", {
    unit: "nats",
    parts: views("boundNats", "mirrored", "crop"),
  }),
  above("and a worse probe than crops", { unit: "points", parts: views("probe", "crop", "mirrored") }),
  above(
    "of the same views, after crops with colour and without, z has a higher bound than h, each at its best temperature",
    {
      unit: "nats",
      parts: ofHead(({ tunedNats, hTunedNats }) => tunedNats - hTunedNats),
    },
  ),
  above("and a worse probe than h", { unit: "points", parts: ofHead(({ probe, zProbe }) => probe - zProbe) }),
  above("but over temperatures bound and probe agree: of the same views, τ 0.2 has a higher bound than τ 1", {
    unit: "nats",
    parts: warmer("boundNats"),
  }),
  above("and a better probe", { unit: "points", parts: warmer("probe") }),
];
