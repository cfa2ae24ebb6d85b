import type { Command } from "commander";
import { outputWidth, type CommandContext } from "./commandContext";
import { listExperiments, listText } from "./listExperiments";

/** Adds `list`. */
export function addListCommand(program: Command, { root, prepare, load, estimate }: CommandContext): void {
  program
    .command("list")
    .description(
      "list the experiments: their runs at each profile, how many are on record, and how long they take here",
    )
    .option("--json", "as JSON")
    .addHelpText("after", help)
    .action(async ({ json }: { json?: boolean }) => {
      await prepare();
      const listed = await listExperiments(await load(), { root, estimate });
      console.log(json ? JSON.stringify(listed, null, 2) : listText(listed, outputWidth()));
    });
}

const help = `
Below an experiment stand the claims that it judges and its notebook.
Profiles: quick runs within minutes, standard is the one whose runs are recorded and judged, paper
has the paper's own size. Times are estimates for this machine, which is measured for some seconds
once a day; "left" is what is not on record.

Example:
  npx contrastbook list`;
