import { askedRuns } from "../../../../src/experiments/grid/askedRuns";
import { GridRecord } from "../../../../src/experiments/grid/gridRecord";
import type { EstimateRuns } from "../../../../src/workbook/experiments/estimateRuns";

/** A minute for every run: no machine is measured for it. */
export const tinyEstimate: EstimateRuns = (experiment, options) => {
  const record = new GridRecord(experiment, options.profile, options);
  const runs = askedRuns(experiment, options).map((run) => ({ seconds: 60, onRecord: record.find(run) !== undefined }));
  return Promise.resolve({ runs, seconds: 60 * runs.filter(({ onRecord }) => !onRecord).length });
};
