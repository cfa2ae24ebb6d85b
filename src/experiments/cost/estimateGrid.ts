import type { ConfigValue } from "../../ledger/row";
import type { Experiment } from "../experiment";
import { askedRuns, type AskedRunsOptions } from "../grid/askedRuns";
import { GridRecord, type GridRecordOptions } from "../grid/gridRecord";
import { calibrate } from "./calibrate";
import { GridEstimate } from "./gridEstimate";
import type { MachineCalibration } from "./machineCalibration";
import { secondsOf } from "./secondsOf";

export interface EstimateGridOptions<Config extends object = Record<string, ConfigValue>>
  extends AskedRunsOptions<Config>, GridRecordOptions {
  /** Default: that of this machine, measured when it is not on file. */
  calibration?: Pick<MachineCalibration, "speeds">;
}

/**
 * How long `runGrid` will take with the same options on this machine, without what is on record; nothing is run.
 *
 * seconds = Σ work of a kind x seconds that the machine takes for one of it
 *
 * Left out are loading data, building models, evaluations of an experiment's own and checkpoints, about a second or two a run;
 * the number of iterations of a probe is assumed. Seconds of recorded runs correct nothing: a row does not tell on what machine it
 * was made, nor what else ran there.
 *
 * @returns shows itself as a sentence: `about 12 minutes on this machine: 21 runs of 48 s, of which 6 are on record`.
 * @cost up to 5 s when the machine was not calibrated today, else milliseconds.
 */
export async function estimateGrid<Config extends object, Metrics extends object>(
  experiment: Experiment<Config, Metrics>,
  options: EstimateGridOptions<Config>,
): Promise<GridEstimate> {
  const { speeds } = options.calibration ?? (await calibrate({ home: options.home }));
  const record = new GridRecord(experiment, options.profile, options);
  return new GridEstimate(
    askedRuns(experiment, options).map((run) => ({
      seconds: secondsOf(experiment.work(run.config), speeds),
      onRecord: record.find(run) !== undefined,
    })),
  );
}
