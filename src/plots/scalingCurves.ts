import type { ScalingCurve } from "./curves/scalingCurve";
import type { PanelContent } from "./curves/panel";
import { panels } from "./curves/panels";
import type { Figure } from "./figure";

export interface ScalingCurvesOptions extends Omit<PanelContent, "curves"> {
  title?: string;
}

/**
 * Curves over a factor: a line a series, its intervals as bars or a band, single seeds as faint points, the reader's
 * own values as open circles, the paper's as open diamonds (see {@link PaperValues} for values of another task).
 *
 * @throws PlotError when an interval lacks an end or misses its value, when x does not suit the axis, or when the
 *   paper's values name a series that there is not.
 */
export function scalingCurves(
  curves: readonly ScalingCurve[],
  { title, ...content }: ScalingCurvesOptions = {},
): Figure {
  return panels("scalingCurves", [{ ...content, curves }], title);
}
