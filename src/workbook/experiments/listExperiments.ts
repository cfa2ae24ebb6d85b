import type { Profile } from "../../experiments/experiment";
import type { AnyExperiment } from "../../experiments/registry";
import { textTable } from "../../experiments/tables/textTable";
import { planGrid } from "./planGrid";

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
}

const profiles: readonly Profile[] = ["quick", "standard", "paper"];

/** What there is to run, and what of it is on record. */
export function listExperiments(experiments: readonly AnyExperiment[], root: string): Listed[] {
  return experiments.flatMap((experiment) =>
    profiles.map((profile) => {
      const { id, statement, notebook, claims } = experiment;
      const { runs, onRecord } = planGrid(experiment, { root, profile });
      return {
        ...{ experiment: id, statement, notebook, profile },
        claims: [...new Set(claims.map((claim) => claim.id))],
        ...{ runs: runs.length, onRecord: onRecord.length },
      };
    }),
  );
}

/** The list for a terminal: what is said once of an experiment stands in its first line. */
export function listText(listed: readonly Listed[], width: number): string {
  const columns = [
    { title: "experiment", key: true },
    { title: "profile", key: true },
    { title: "runs", align: "right" as const },
    { title: "on record", align: "right" as const },
    { title: "claims" },
    { title: "notebook" },
  ];
  const lines = listed.map(({ experiment, profile, runs, onRecord, claims, notebook }, at) => {
    const first = listed[at - 1]?.experiment !== experiment;
    const once = (text: string): string => (first ? text : "");
    return [once(experiment), profile, String(runs), String(onRecord), once(claims.join(" ")), once(notebook)];
  });
  return textTable(columns, lines, { width });
}
