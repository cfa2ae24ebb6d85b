import { readRows, rowsFile } from "../../ledger/rows";
import type { Row } from "../../ledger/row";
import { publishedClaims } from "../claims/claims";
import type { PublishedClaim } from "../claims/publishedClaim";
import { experiments as registered, type AnyExperiment } from "../registry";
import { combineVerdicts } from "./combineVerdicts";
import { progressOf } from "./progressOf";
import type { ScoreboardRow } from "./scoreboardRow";
import { verdictsOf } from "../verdicts";

export interface ScoreboardOptions {
  /** Default: every claim of the papers. */
  claims?: readonly PublishedClaim[];
  /** Default: all that are registered. */
  experiments?: readonly AnyExperiment[];
  /** Recorded runs of an experiment at `standard`. Default: those that the checkout at `root` has. */
  rowsOf?: (experiment: AnyExperiment) => readonly Row[];
  /** Default: this checkout. */
  root?: string;
}

/**
 * Every claim of the papers with what the recorded `standard` runs say of it. A claim is judged when every run of the grids that
 * it needs is on record; one of several parts holds when all hold and is refuted when one is.
 * @returns a row for each claim, in their order
 */
export function scoreboard(options: ScoreboardOptions = {}): ScoreboardRow[] {
  const { claims = publishedClaims, experiments = registered, root } = options;
  const { rowsOf = ({ id }) => readRows(rowsFile(id, "standard", root)) } = options;
  const recorded = new Map(experiments.map((experiment) => [experiment, rowsOf(experiment)]));
  const rowsFor = (experiment: AnyExperiment): readonly Row[] => recorded.get(experiment) ?? [];
  return claims.map((claim) => {
    const judges = experiments.filter((experiment) => experiment.claims.some(({ id }) => id === claim.id));
    const { id, paper, figure, statement, paperValue, scale, notebooks } = claim;
    const text = { claim: id, paper, figure, statement, paperValue, scale };
    const notebook = judges[0]?.notebook ?? notebooks.at(0);
    if (judges.length === 0) {
      const [verdict, reason] =
        claim.scale === "N" ? (["notRun", claim.reason] as const) : (["pending", "no experiment yet"] as const);
      return { ...text, verdict, seeds: [], notebook, reason };
    }
    const runs = progressOf(judges, rowsFor);
    if (runs.recorded < runs.of) {
      const reason = `${runs.recorded} of ${runs.of} runs on record`;
      return { ...text, verdict: "pending", seeds: [], notebook, reason };
    }
    const parts = judges.flatMap((experiment) =>
      verdictsOf(experiment, "standard", rowsFor(experiment)).filter((verdict) => verdict.claim === id),
    );
    return { ...text, ...combineVerdicts(parts), notebook };
  });
}
