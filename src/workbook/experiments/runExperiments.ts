import type { AnyExperiment } from "../../experiments/registry";
import { runGrid } from "../../experiments/runGrid";
import { InterruptedError } from "../../report/abort";
import { commitOf } from "../commitOf";
import { chooseExperiments } from "./chooseExperiments";
import { planGrid, type GridPlan } from "./planGrid";
import { wordsOf, type RunEvent } from "./runEvent";
import type { RunRequest } from "./runRequest";
import { runStatus } from "./runStatus";
import { varyingKeys } from "./varyingKeys";

/**
 * Runs what a request asks for and is not on record, one experiment after the other. Nothing runs when a part of the request
 * is wrong.
 * @returns a `runStatus`
 * @throws ExperimentError for an experiment, a key or a value that there is not
 */
export async function runExperiments(
  experiments: readonly AnyExperiment[],
  request: RunRequest,
  { signal }: { signal: AbortSignal },
): Promise<number> {
  const { root, profile, shard, json = false, dryRun = false, resume } = request;
  const plans = chooseExperiments(experiments, request.names).map((experiment) => planGrid(experiment, request));
  // That of the code that runs, which is loaded now.
  const commit = commitOf(root);
  const ended = { run: 0, onRecord: 0, failed: 0 };
  const say = (event: RunEvent, { configs }: Pick<GridPlan, "configs"> = { configs: [] }): void => {
    const line = json ? JSON.stringify(event) : wordsOf(event, varyingKeys(configs));
    if (line !== undefined) console.log(line);
  };
  for (const plan of plans) {
    const { experiment, configs, seeds, runs, onRecord } = plan;
    say({ event: "grid", experiment: experiment.id, profile, runs: runs.length, onRecord: onRecord.length });
    if (dryRun) continue;
    try {
      await runGrid(experiment, {
        ...{ profile, configs, seeds, shard, root, commit, signal, record: "committed" },
        onRow: (row, how) => {
          ended[how === "run" ? "run" : "onRecord"]++;
          say({ event: "row", how, row }, plan);
        },
      });
    } catch (error) {
      if (!(error instanceof InterruptedError)) throw error;
      say({ event: "interrupted", resume });
      return runStatus.interrupted;
    }
  }
  if (!dryRun) say({ event: "end", ...ended });
  return runStatus.done;
}
