import { panels } from "../../../plots/curves/panels";
import type { ScalingCurve } from "../../../plots/curves/scalingCurve";
import type { Figure } from "../../../plots/figure";
import { recordedCurves } from "../../../plots/recordedCurves";
import type { BoundAndProbeConfig, BoundAndProbeRow } from "./config";

const nameOf = ({ views, temperature }: BoundAndProbeConfig): string => `${views}, τ ${temperature}`;

/**
 * Bound and probe of each arm along its training, and the one over the other: arms that climb to the right learn what the bound
 * counts, arms that stand to the right of better ones do not. A reader's own runs, which have a name of their own, are more arms.
 */
export function boundAndProbeFigure(
  rows: readonly BoundAndProbeRow[],
  yours: readonly BoundAndProbeRow[] = [],
): Figure {
  const name = (config: BoundAndProbeConfig): string => (own.has(config) ? `yours: ${nameOf(config)}` : nameOf(config));
  const own = new Set<object>(yours.map(({ config }) => config));
  const all = [...rows, ...yours];
  const bounds = recordedCurves(all, "boundNats", name);
  const probes = recordedCurves(all, "probe", name);
  const over = (curves: typeof bounds): ScalingCurve[] =>
    curves.map(({ name: arm, x = [], y, low, high }) => ({
      name: arm,
      points: Array.from(y, (value, n) => ({ x: Number(x[n]), y: value, low: low?.[n], high: high?.[n] })),
    }));
  const path = bounds.map(({ name: arm, y }, n): ScalingCurve => ({
    name: arm,
    points: Array.from(y, (bound, at) => ({ x: bound, y: Number(probes[n].y[at]) })),
  }));
  const [xTitle, bound, probe] = ["steps", "log N - NT-Xent, nats", "ridge probe of h, %"];
  return panels(
    "boundAndProbeFigure",
    [
      { curves: over(bounds), xTitle, yTitle: bound },
      { curves: over(probes), xTitle, yTitle: probe },
      { curves: path, xTitle: bound, yTitle: probe, xScale: "linear" },
    ],
    "Bound and probe along SimCLR runs, held-out images",
  );
}
