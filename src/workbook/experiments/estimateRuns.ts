import type { EstimateGridOptions } from "../../experiments/cost/estimateGrid";
import type { GridEstimate } from "../../experiments/cost/gridEstimate";
import type { AnyExperiment } from "../../experiments/registry";

/** How long the runs of a grid take on this machine: `estimateGrid`, or whatever stands for it. */
export type EstimateRuns = (
  experiment: AnyExperiment,
  options: EstimateGridOptions,
) => Promise<Pick<GridEstimate, "runs" | "seconds">>;

/** The estimate from a calibration of this machine, which takes some seconds once a day. */
export const estimateRuns: EstimateRuns = async (experiment, options) => {
  // Only now: it opens the engine.
  const { estimateGrid } = await import("../../experiments/cost/estimateGrid");
  return await estimateGrid(experiment, options);
};
