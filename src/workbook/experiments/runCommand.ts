import { device } from "../../engine/device";
import { tf } from "../../engine/tf";
import type { Profile } from "../../experiments/experiment";
import { experiments } from "../../experiments/registry";
import { judge } from "../../experiments/verdict";
import { sameRun } from "../../ledger/row";
import { appendRow, readRows, rowsFile } from "../../ledger/rows";
import { commitOf } from "../commitOf";
import { ExperimentError } from "./experimentError";

export interface RunCommandOptions {
  profile: Profile;
  seeds: readonly number[];
}

/**
 * Runs an experiment with each seed and records every run when it ends. Runs on record are not repeated, so that the same
 * command goes on after an interruption.
 * @throws ExperimentError for an unknown experiment
 */
export async function runCommand(root: string, id: string, { profile, seeds }: RunCommandOptions): Promise<void> {
  const experiment = experiments.find((candidate) => candidate.id === id);
  if (experiment === undefined) {
    const known = experiments.map((candidate) => candidate.id).join(", ");
    throw new ExperimentError(`run: "${id}" is not an experiment; known are ${known}`);
  }
  const config = experiment.profiles[profile];
  const file = rowsFile(id, profile, root);
  const { kind, threads, tensorflow } = device();
  // That of the code that runs, which is loaded now.
  const commit = commitOf(root);
  for (const [n, seed] of seeds.entries()) {
    const asked = { experiment: id, revision: experiment.revision, profile, config, seed };
    const found = readRows(file).find((row) => sameRun(row, asked));
    const name = `${id} ${profile}, seed ${seed} (${n + 1} of ${seeds.length})`;
    if (found) {
      console.log(`${name}: on record`);
      continue;
    }
    console.log(`${name}: running`);
    const start = performance.now();
    const metrics = await experiment.run(config, { seed });
    const seconds = Number(((performance.now() - start) / 1000).toFixed(1));
    appendRow(file, {
      ...asked,
      metrics,
      seconds,
      device: kind,
      threads: threads.intraOp,
      versions: { tensorflow, tfjs: tf.version.tfjs, node: process.versions.node },
      date: new Date().toISOString(),
      commit,
    });
    const verdicts = judge(experiment.claims, metrics).map(
      ({ claim, statement, effect, outcome }) => `${claim} ${statement} ${effect.toFixed(2)} ${outcome}`,
    );
    console.log(`${name}: ${Math.round(seconds)} s; ${verdicts.join("; ")}`);
  }
}
