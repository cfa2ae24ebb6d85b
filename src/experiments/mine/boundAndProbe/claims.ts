import { judgeAbove } from "../../../ledger/statistics/judgeAbove";
import { bySeed } from "../../../ledger/statistics/seedEffect";
import type { Outcome } from "../../../ledger/verdict";
import type { Claim } from "../../experiment";
import type { BoundAndProbeConfig, BoundAndProbeMetrics, BoundAndProbeRow, ViewsName } from "./config";

type Rows = readonly BoundAndProbeRow[];
type Metrics = BoundAndProbeMetrics;
type BoundClaim = Claim<BoundAndProbeConfig, Metrics>;

/** What the runs of one seed show; undefined where one is missing. */
type OfSeed = (rows: Rows) => number | undefined;

/** The temperature at which views are compared. */
const compared = 0.2;

const runOf = (rows: Rows, views: ViewsName, temperature = compared): Metrics | undefined =>
  rows.find(({ config }) => config.views === views && config.temperature === temperature)?.metrics;

/** A claim that what each seed shows is above zero in the mean; checked live where a threshold for that is given. */
function above(
  statement: string,
  unit: "nats" | "points",
  ofSeed: OfSeed,
  { live, expected = "holds" }: { live?: number; expected?: Outcome } = {},
): BoundClaim {
  return {
    ...{ id: "B2", statement, paperValue: "a statement of later work; no number", unit, expected },
    judge: (rows) => judgeAbove(bySeed(rows, ofSeed)),
    ...(live !== undefined && {
      live: { effect: (rows) => ofSeed(rows) ?? NaN, threshold: live, expected: "holds" },
    }),
  };
}

/** A metric after some views less that after others. */
const between =
  (metric: keyof Metrics, first: ViewsName, second: ViewsName): OfSeed =>
  (rows) => {
    const [a, b] = [runOf(rows, first), runOf(rows, second)];
    return a && b && a[metric] - b[metric];
  };

/** A metric at the temperature of the comparison less that at 1, SimCLR's views. */
const belowOne =
  (metric: keyof Metrics): OfSeed =>
  (rows) => {
    const [sharp, warm] = [compared, 1].map((temperature) => runOf(rows, "crop and colour", temperature));
    return sharp && warm && sharp[metric] - warm[metric];
  };

/** What runs on crops, with colour and without, show in the mean. */
const ofCrops =
  (measure: (metrics: Metrics) => number): OfSeed =>
  (rows) => {
    const [crop, colour] = [runOf(rows, "crop"), runOf(rows, "crop and colour")];
    return crop && colour && (measure(crop) + measure(colour)) / 2;
  };

/**
 * The sentence is of the kind that one good example proves: where the tighter bound has the worse representation, it is not what makes
 * it good. Two kinds are judged, of views that share different amounts and of one network's z and h, which see the same views. The last
 * two say where bound and probe do agree, so that nobody takes them for opposites: τ is one such place.
 *
 * All were fixed after pilots with seed 201 at eight epochs, on held-out training images, and seed 202 at this size. Their probes:
 * mirrored 36.3 and 35.4 %, crop 37.4 and 36.3, with colour 39.6 and 38.1; z below h by 2.7 and 1.5 after crops, by 0.7 and 0.5 with colour.
 *
 * Live, the bound of crops alone is 1.46 nats higher than with colour, with a standard deviation of 0.09 over seeds 101 to 104, so
 * that the threshold of 0.5 stands 10 deviations off; 4 were asked for. Probes of so short runs show nothing.
 */
export const boundAndProbeClaims: readonly BoundClaim[] = [
  above(
    "views by crops alone, which share more, have a higher bound than with colour",
    "nats",
    between("boundNats", "crop", "crop and colour"),
    { live: 0.5 },
  ),
  above("and a worse probe", "points", between("probe", "crop and colour", "crop")),
  above(
    "views that are only mirrored have a higher bound than crops",
    "nats",
    between("boundNats", "mirrored", "crop"),
  ),
  above("views that are only mirrored have a worse probe than crops", "points", between("probe", "crop", "mirrored"), {
    expected: "notVisible",
  }),
  above(
    "of the same crops, with colour and without, z has a higher bound than h, each at its best temperature",
    "nats",
    ofCrops(({ tunedNats, hTunedNats }) => tunedNats - hTunedNats),
  ),
  above(
    "and a worse probe than h",
    "points",
    ofCrops(({ probe, zProbe }) => probe - zProbe),
  ),
  above(
    "but over temperatures bound and probe agree: of the same views, τ 0.2 has a higher bound than τ 1",
    "nats",
    belowOne("boundNats"),
  ),
  above("and a better probe", "points", belowOne("probe")),
];
