import type { Profile } from "../../experiments/experiment";
import type { AnyExperiment } from "../../experiments/registry";
import { verdictsOf } from "../../experiments/verdicts";
import { identityOf, type ConfigValue, type Row } from "../../ledger/row";
import { summaryTable } from "./summaryTable";
import { verdictText } from "./verdictText";
import { wrapText } from "./wrapText";

export interface ShowOptions {
  profile: Profile;
  /** Characters in a line. */
  width: number;
}

/** What is on record of an experiment, for a terminal: its runs in a table, those of the grid first, then its verdicts. */
export function showExperiment(
  experiment: AnyExperiment,
  rows: readonly Row[],
  { profile, width }: ShowOptions,
): string {
  const { id, revision, statement, profiles } = experiment;
  const { configs, seeds } = profiles[profile];
  const identity = (config: Record<string, ConfigValue>, seed = 0): string =>
    identityOf({ experiment: id, revision, profile, config, seed });
  const places = configs.map((config) => identity(config));
  const inGrid = rows.filter(({ config }) => places.includes(identity(config)));
  const others = rows.filter(({ config }) => !places.includes(identity(config)));
  const place = ({ config }: Row): number => places.indexOf(identity(config));
  const ordered = [...inGrid.sort((a, b) => place(a) - place(b)), ...others];

  const recorded = new Set(inGrid.map(identityOf));
  const runs = configs.flatMap((config) => seeds.map((seed) => identity(config, seed)));
  const done = runs.filter((run) => recorded.has(run)).length;
  const more = rows.length - done;
  const heading = [
    `${id} at ${profile}: ${statement}`,
    `${done} of ${runs.length} runs of the grid on record${more === 0 ? "" : `, ${more} other${more === 1 ? "" : "s"}`}`,
  ];
  const legend = [
    "± is half of the 95% interval over seeds; ? where the seeds bound nothing",
    ...(others.length > 0 ? ["configurations that are not of the grid come last; no claim is judged on them"] : []),
  ];
  const paragraphs = [
    heading.map((line) => wrapText(line, width)),
    rows.length === 0 ? [] : [summaryTable(ordered, width, configs), ...legend.map((line) => wrapText(line, width))],
    verdictsOf(experiment, profile, rows).map((verdict) =>
      verdictText(verdict, { width, compare: profile === "standard" }),
    ),
  ];
  return paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}
