import { GridError } from "../../experiments/grid/gridError";
import type { AnyExperiment } from "../../experiments/registry";
import { runGrid } from "../../experiments/runGrid";
import { identityOf, type RunIdentity } from "../../ledger/row";
import { InterruptedError } from "../../report/abort";
import { clearBars } from "../../report/progress/currentBoard";
import { commitOf } from "../commitOf";
import { chooseExperiments } from "./chooseExperiments";
import { estimateRuns, type EstimateRuns } from "./estimateRuns";
import { planGrid, type GridPlan } from "./planGrid";
import { wordsOf, type RunEvent } from "./runEvent";
import type { RunRequest } from "./runRequest";
import { runStatus } from "./runStatus";

/**
 * Runs what a request asks for and is not on record, one experiment after the other. Nothing runs when a part of the request
 * is wrong.
 * @returns a `runStatus`
 * @throws ExperimentError for an experiment, a key or a value that there is not
 */
export async function runExperiments(
  experiments: readonly AnyExperiment[],
  request: RunRequest,
  { signal, estimate = estimateRuns }: { signal: AbortSignal; estimate?: EstimateRuns },
): Promise<number> {
  const { root, profile, seeds, shard, keepGoing, tensorBoard, json = false, dryRun = false, resume } = request;
  const plans = chooseExperiments(experiments, request.names).map((experiment) => planGrid(experiment, request));
  // That of the code that runs, which is loaded now.
  const commit = commitOf(root);
  const ended = { run: 0, onRecord: 0, failed: 0 };
  const say = (event: RunEvent, { runs }: Pick<GridPlan, "runs"> = { runs: [] }): void => {
    const line = json ? JSON.stringify(event) : wordsOf(event, runs);
    if (line === undefined) return;
    clearBars();
    console.log(line);
  };
  for (const plan of plans) {
    const { experiment, configs, runs, onRecord } = plan;
    const grid = { profile, configs, seeds, shard, root, record: "committed" } as const;
    const { seconds, runs: times } = await estimate(experiment, grid);
    const configOf = ({ config }: Pick<RunIdentity, "config">): string => identityOf({ ...runs[0], config, seed: 0 });
    const secondsOf = new Map(runs.map((run, n) => [configOf(run), times[n].seconds]));
    const counts = { runs: runs.length, onRecord: onRecord.length };
    say({ event: "grid", experiment: experiment.id, profile, ...counts, estimatedSeconds: Math.round(seconds) });
    if (dryRun) continue;
    try {
      await runGrid(experiment, {
        ...{ ...grid, commit, signal, keepGoing, tensorBoard },
        estimate: (config) => secondsOf.get(configOf({ config })) ?? 0,
        onRow: (row, how) => {
          ended[how === "run" ? "run" : "onRecord"]++;
          say({ event: "row", how, row }, plan);
        },
      });
    } catch (error) {
      if (error instanceof InterruptedError) {
        say({ event: "interrupted", resume });
        return runStatus.interrupted;
      }
      if (!(error instanceof GridError)) throw error;
      const failed = error.errors.length;
      ended.failed += failed;
      say({ event: "failed", experiment: experiment.id, failed, message: error.message });
      for (const fault of error.errors.filter(isFault)) console.error(fault);
      if (!keepGoing) break;
    }
  }
  if (!dryRun) say({ event: "end", ...ended });
  return ended.failed > 0 ? runStatus.failed : runStatus.done;
}

/** Whether an error is one of the language, by which the line that threw it is the first thing to know. */
function isFault(error: unknown): boolean {
  return [Error, TypeError, RangeError, ReferenceError, SyntaxError].some(
    (kind) => error instanceof Error && error.constructor === kind,
  );
}
