import type { Command } from "commander";
import type { Profile } from "../../experiments/experiment";
import { verdictsOf } from "../../experiments/verdicts";
import { readRows, rowsFile } from "../../ledger/rows";
import { chooseExperiments } from "./chooseExperiments";
import { outputWidth, type CommandContext } from "./commandContext";
import { profileOption } from "./profileOption";
import { showExperiment } from "./showExperiment";

interface ShowOptions {
  profile: Profile;
  json?: boolean;
}

/** Adds `show`. */
export function addShowCommand(program: Command, { root, prepare, load }: CommandContext): void {
  program
    .command("show")
    .description("show the recorded runs of an experiment in a table, and its verdicts beside the paper's values")
    .argument("<experiments...>", 'ids as in list, "simclr" for all of a paper, or "all"')
    .addOption(profileOption("size of the runs", "standard"))
    .option("--json", "runs and verdicts as JSON, a line for each experiment")
    .addHelpText("after", help)
    .action(async (names: string[], { profile, json }: ShowOptions) => {
      await prepare();
      const texts = chooseExperiments(await load(), names).map((experiment) => {
        const { id, revision } = experiment;
        const rows = readRows(rowsFile(id, profile, root)).filter((row) => row.revision === revision);
        if (!json) return showExperiment(experiment, rows, { profile, width: outputWidth() });
        return JSON.stringify({
          ...{ experiment: id, revision, profile, rows },
          verdicts: verdictsOf(experiment, profile, rows),
        });
      });
      console.log(texts.join(json ? "\n" : "\n\n\n"));
    });
}

const help = `
A line is a configuration, with the keys at which configurations differ, the mean of each metric
over seeds and half of its 95% interval. Verdicts are judged on these runs.

Example:
  npx contrastbook show simclr/framework`;
