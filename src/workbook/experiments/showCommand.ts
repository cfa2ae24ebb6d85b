import { writeFileSync } from "node:fs";
import type { Command } from "commander";
import type { Profile } from "../../experiments/experiment";
import { recordedRows } from "../../experiments/grid/recordedRows";
import { toCsv } from "../../experiments/tables/toCsv";
import { verdictsOf } from "../../experiments/verdicts";
import { chooseExperiments } from "./chooseExperiments";
import { outputWidth, type CommandContext } from "./commandContext";
import { ExperimentError } from "./experimentError";
import { profileOption } from "./profileOption";
import { showExperiment } from "./showExperiment";

interface ShowOptions {
  profile: Profile;
  csv?: string;
  json?: boolean;
}

/** Adds `show`. */
export function addShowCommand(program: Command, { root, prepare, load }: CommandContext): void {
  program
    .command("show")
    .description("show the recorded runs of an experiment in a table, and its verdicts beside the paper's values")
    .argument("<experiments...>", 'ids as in list, "simclr" for all of a paper, or "all"')
    .addOption(profileOption("size of the runs", "standard"))
    .option("--csv <file>", 'write the runs to a file of comma-separated values instead; "-" prints them')
    .option("--json", "print runs and verdicts as JSON instead, a line for each experiment")
    .addHelpText("after", help)
    .action(async (names: string[], { profile, csv, json }: ShowOptions) => {
      await prepare();
      const shown = chooseExperiments(await load(), names).map((experiment) => ({
        experiment,
        rows: recordedRows(experiment, profile, { root }),
      }));
      if (csv !== undefined) return writeCsv(csv, toCsv(shown.flatMap(({ rows }) => rows)));
      const texts = shown.map(({ experiment, rows }) => {
        if (!json) return showExperiment(experiment, rows, { profile, width: outputWidth() });
        const { id, revision } = experiment;
        const verdicts = verdictsOf(experiment, profile, rows);
        return JSON.stringify({ experiment: id, revision, profile, rows, verdicts });
      });
      console.log(texts.join(json ? "\n" : "\n\n\n"));
    });
}

function writeCsv(file: string, text: string): void {
  if (file === "-") return void process.stdout.write(text);
  try {
    writeFileSync(file, text);
  } catch (cause) {
    throw new ExperimentError(`show: ${file} cannot be written: ${(cause as Error).message}`, { cause });
  }
}

const help = `
A line is a configuration, with the keys at which configurations differ, the mean of each metric
over seeds and half of its 95% interval. Runs are the committed ones, and those that a notebook ran
here with the code as it is; verdicts are judged on the seeds that have the whole grid.

Example:
  npx contrastbook show simclr/framework`;
