import type { Command } from "commander";
import { outputWidth, type CommandContext } from "./commandContext";
import { listExperiments, listText } from "./listExperiments";

/** Adds `list`. */
export function addListCommand(program: Command, { root, prepare, load }: CommandContext): void {
  program
    .command("list")
    .description("list the experiments: their runs at each profile, how many are on record, claims and notebook")
    .option("--json", "as JSON")
    .addHelpText("after", help)
    .action(async ({ json }: { json?: boolean }) => {
      await prepare();
      const listed = listExperiments(await load(), root);
      console.log(json ? JSON.stringify(listed, null, 2) : listText(listed, outputWidth()));
    });
}

const help = `
Profiles: quick runs within minutes, standard is the one whose runs are recorded and judged, paper
has the paper's own size.

Example:
  npx contrastbook list`;
