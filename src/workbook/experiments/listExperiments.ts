import type { Profile } from "../../experiments/experiment";
import { spanText } from "../../experiments/cost/spanText";
import type { AnyExperiment } from "../../experiments/registry";
import { textTable } from "../../experiments/tables/textTable";
import type { EstimateRuns } from "./estimateRuns";

/** An experiment at a profile, as `list --json` prints it. */
export interface Listed {
  experiment: string;
  statement: string;
  notebook: string;
  claims: string[];
  profile: Profile;
  /** Runs of the grid, and how many of them are on record. */
  runs: number;
  onRecord: number;
  /** Estimate for this machine: of all runs, and of those that are not on record. */
  seconds: number;
  secondsLeft: number;
}

const profiles: readonly Profile[] = ["quick", "standard", "paper"];

/** What there is to run, what of it is on record, and how long it takes. */
export async function listExperiments(
  experiments: readonly AnyExperiment[],
  { root, estimate }: { root: string; estimate: EstimateRuns },
): Promise<Listed[]> {
  const listed: Listed[] = [];
  for (const experiment of experiments)
    for (const profile of profiles) {
      const { id, statement, notebook, claims } = experiment;
      const { runs, seconds: secondsLeft } = await estimate(experiment, { root, profile, record: "committed" });
      listed.push({
        ...{ experiment: id, statement, notebook, profile },
        claims: [...new Set(claims.map((claim) => claim.id))],
        ...{ runs: runs.length, onRecord: runs.filter(({ onRecord }) => onRecord).length },
        seconds: Math.round(runs.reduce((sum, { seconds }) => sum + seconds, 0)),
        secondsLeft: Math.round(secondsLeft),
      });
    }
  return listed;
}

/** The list for a terminal: three lines for each experiment, so that its claims and its notebook stand below its id. */
export function listText(listed: readonly Listed[], width: number): string {
  const columns = [
    { title: "experiment", key: true },
    { title: "profile", key: true },
    ...["runs", "on record", "all take", "left"].map((title) => ({ title, align: "right" as const })),
  ];
  const lines = listed.map(({ experiment, profile, runs, onRecord, seconds, secondsLeft, claims, notebook }) => {
    const [first, second, third] = [experiment, `  ${claims.join(" ")}`, `  ${notebook}`];
    const name = { quick: first, standard: second, paper: third }[profile];
    const left = secondsLeft === 0 ? "-" : spanText(secondsLeft);
    return [name, profile, String(runs), String(onRecord), spanText(seconds), left];
  });
  return textTable(columns, lines, { width });
}
