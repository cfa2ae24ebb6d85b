import { panels } from "./curves/panels";
import type { PaperValues } from "./curves/paperValues";
import type { ScalingCurve } from "./curves/scalingCurve";
import type { Figure } from "./figure";
import type { Reference } from "./referenceLines";

export interface MiCurvesOptions {
  title?: string;
  /** Default "true mutual information, nats", or nothing where `truth` is given. */
  xTitle?: string;
  /** Default "estimate, nats". */
  yTitle?: string;
  /** The true values over x, for instance over a correlation. Default: x is the truth itself, a line of slope one. */
  truth?: readonly { x: number; y: number }[];
  /** Batch sizes n of bounds that cannot exceed log n: dashed lines there. */
  ceilings?: readonly number[];
  /** Intervals as bands instead of bars. Default false. */
  band?: boolean;
  paper?: PaperValues;
}

/**
 * Estimates of mutual information against the truth, in nats, with the ceiling log n of bounds by n samples.
 *
 * @param estimates - one curve an estimator; x is the true mutual information, or that of `truth`.
 * @throws PlotError as `scalingCurves` does.
 */
export function miCurves(estimates: readonly ScalingCurve[], options: MiCurvesOptions = {}): Figure {
  const { title, truth, ceilings = [], yTitle = "estimate, nats", band, paper } = options;
  const xTitle = options.xTitle ?? (truth ? undefined : "true mutual information, nats");
  const references = ceilings.map((n): Reference => ({ name: `log ${n}`, y: Math.log(n) }));
  const line = { name: "truth", points: truth ?? diagonal(estimates) };
  return panels(
    "miCurves",
    [{ curves: estimates, xTitle, yTitle, xScale: "linear", band, paper, references, line }],
    title,
  );
}

function diagonal(estimates: readonly ScalingCurve[]): { x: number; y: number }[] {
  const places = estimates.flatMap(({ points, yours = [] }) => [...points, ...yours].map(({ x }) => Number(x)));
  return places.length === 0 ? [] : [Math.min(...places), Math.max(...places)].map((x) => ({ x, y: x }));
}
