import { mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { inTemporaryFolder } from "../../../engine/install/temporaryFolder";
import { commitOf } from "../../commitOf";
import type { Places } from "../../places";
import { UsageError } from "../../usageError";
import { describeMachine, headerOf } from "../machine";
import { torchPython } from "../torchStep";
import { measureCurves } from "./measureCurves";
import { measureEstimates } from "./measureEstimates";
import { measureRuns } from "./measureRuns";
import { TrainingRows } from "./trainingRows";

const comparisons = { curves: measureCurves, runs: measureRuns, estimates: measureEstimates };
type Comparison = keyof typeof comparisons;

/**
 * The comparisons of these names; all for none.
 * @throws UsageError `bench: there is no training "x"; there are curves, runs, estimates`
 */
export function chooseTrainings(names: readonly string[]): Comparison[] {
  const known = Object.keys(comparisons) as Comparison[];
  for (const name of names)
    if (!known.some((one) => one === name))
      throw new UsageError(`bench: there is no training "${name}"; there are ${known.join(", ")}`);
  return known.filter((one) => names.length === 0 || names.includes(one));
}

/**
 * Trains beside PyTorch: "curves", the losses of the same steps of SimCLR, "runs", the linear probes after real ones, and
 * "estimates", what MINE makes of samples whose mutual information is known. What `data/bench` has on record is not run again, so that the same command goes on after an interruption. Gives the exit status: 1 when
 * the two do not agree.
 */
export async function trainingCommand(places: Places, chosen: readonly Comparison[]): Promise<number> {
  const python = torchPython(places);
  const machine = await describeMachine(python);
  console.log(`${headerOf(machine)}\n`);
  const commit = commitOf(places.root);
  return inTemporaryFolder(path.join(places.home, "bench"), async (parent) => {
    let agree = true;
    for (const name of chosen) {
      const folder = (name: string): string => {
        const made = path.join(parent, name);
        mkdirSync(made, { recursive: true });
        return made;
      };
      const side = { python, env: process.env, report: (line: string) => console.error(line) };
      const rows = new TrainingRows(places.root, name, { versions: machine.versions, commit });
      const recorded = rows.recorded();
      if (recorded !== undefined) console.log(`${recorded}\n`);
      agree = (await comparisons[name]({ side, rows, cores: availableParallelism(), folder })) && agree;
    }
    return agree ? 0 : 1;
  });
}
