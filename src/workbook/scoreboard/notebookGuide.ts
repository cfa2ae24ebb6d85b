import type { AnyExperiment } from "../../experiments/registry";
import { rowsOfGrid } from "../../experiments/verdicts";
import { identityOf } from "../../ledger/row";
import { readRows, rowsFile } from "../../ledger/rows";
import { medianOf } from "../../ledger/statistics/medianOf";
import type { Notebook } from "../notebooks/findNotebooks";
import { readNotebook, textOf } from "../notebooks/notebookFile";

export interface GuideLine {
  name: string;
  /** What the notebook asks, in its own words. */
  question: string;
  /** What its live runs took where they were recorded; undefined where no such run is on record. */
  minutes?: number;
}

/**
 * A line for each notebook but the index: the sentence behind "**The question.**" in its first cell, and the time of the quick
 * runs of its experiments, which it runs live (the median over what is on record of each configuration).
 */
export function notebookGuide(
  notebooks: readonly Notebook[],
  experiments: readonly AnyExperiment[],
  root: string,
): GuideLine[] {
  return notebooks
    .filter(({ name }) => name !== "index")
    .map(({ name, file }) => {
      const [first] = readNotebook(file).cells;
      const [, question] = /\*\*The question\.\*\*\s+([^?]*\?)/.exec(textOf(first.source)) ?? [];
      const own = experiments.filter(({ notebook }) => notebook === name);
      const minutes = own.map((experiment) => quickMinutes(experiment, root));
      const known = minutes.every((part) => part !== undefined);
      return {
        name,
        question: question?.replace(/\s+/g, " ") ?? "",
        minutes: known ? minutes.reduce((sum: number, part = 0) => sum + part, 0) : undefined,
      };
    });
}

function quickMinutes(experiment: AnyExperiment, root: string): number | undefined {
  const rows = rowsOfGrid(experiment, "quick", readRows(rowsFile(experiment.id, "quick", root)));
  const bySetting = new Map<string, number[]>();
  for (const row of rows) {
    const setting = identityOf({ ...row, seed: 0 });
    bySetting.set(setting, [...(bySetting.get(setting) ?? []), row.seconds]);
  }
  if (bySetting.size < experiment.profiles.quick.configs.length) return undefined;
  return [...bySetting.values()].reduce((sum, seconds) => sum + medianOf(seconds), 0) / 60;
}
