import type { Profile } from "../../experiments/experiment";
import { experiments } from "../../experiments/registry";
import { runGrid } from "../../experiments/runGrid";
import { commitOf } from "../commitOf";
import { ExperimentError } from "./experimentError";

export interface RunCommandOptions {
  profile: Profile;
  seeds?: readonly number[];
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
  // That of the code that runs, which is loaded now.
  const commit = commitOf(root);
  await runGrid(experiment, {
    ...{ profile, seeds, root, commit },
    onRow: ({ seed, config, seconds, metrics }, how) =>
      console.log(`${id} ${profile}, seed ${seed}: ${how} ${seconds} s`, config, metrics),
  });
}
