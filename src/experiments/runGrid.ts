import type { Row } from "../ledger/row";
import type { Experiment } from "./experiment";
import { GridRun } from "./grid/gridRun";
import type { RunGridOptions } from "./grid/runGridOptions";

export type { RunGridOptions } from "./grid/runGridOptions";

/**
 * Runs what is not on record of a grid, records every run when it ends, and returns the rows of the whole grid in its order.
 *
 * A run that was stopped or killed goes on from its checkpoints when the grid is run again, by the same code, and ends with the
 * same row. Several processes may run one grid: each run is done by one of them, and the others wait for it at their end.
 *
 * @throws GridError `simclr/temperature: the run of temperature 0.1, seed 2 failed: pretrain: the loss is NaN ...` at the first
 *   run that fails; with `keepGoing` at the end.
 * @throws InterruptedError `simclr/temperature: interrupted`, when the signal fires.
 * @throws LedgerError when a ledger cannot be read.
 */
export async function runGrid<Config extends object, Metrics extends object>(
  experiment: Experiment<Config, Metrics>,
  options: RunGridOptions<Config, Metrics>,
): Promise<Row<Config, Metrics>[]> {
  return await new GridRun(experiment, options).rows();
}
