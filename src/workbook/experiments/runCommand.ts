import path from "node:path";
import type { Command } from "commander";
import { engineHome } from "../../engine/install/engineHome";
import type { Profile } from "../../experiments/experiment";
import type { CommandContext } from "./commandContext";
import { parseOnly, type Only } from "./parseOnly";
import { parseSeeds } from "./parseSeeds";
import { parseShard, type Shard } from "./parseShard";
import { profileOption } from "./profileOption";
import { resumeCommand } from "./resumeCommand";
import { superviseRun } from "./superviseRun";

interface RunOptions {
  profile: Profile;
  seeds?: number[];
  shard?: Shard;
  only?: Only;
  keepGoing?: boolean;
  tensorboard?: string | true;
  dryRun?: boolean;
  json?: boolean;
}

/** Adds `run`. */
export function addRunCommand(program: Command, { root, args, prepare, finish, script }: CommandContext): void {
  program
    .command("run")
    .description("run experiments and record every run; what is on record is not run again")
    .argument("<experiments...>", 'ids as in list, "simclr" for all of a paper, or "all"')
    .addOption(profileOption("size of the runs", "quick"))
    .option("--seeds <list>", 'for instance "1,2,3" or "101-120"; default those of the profile', parseSeeds)
    .option("--shard <i/n>", "only every n-th run, beginning with number i: for n machines or processes", parseShard)
    .option("--only <key=value>", "only configurations with this value; several by comma; repeatable", parseOnly)
    .option("--keep-going", "go on with the other runs when one fails")
    .option("--tensorboard [folder]", "write event files for TensorBoard; default folder .contrastbook/tensorboard")
    .option("--dry-run", "say what would run, what is on record and how long it would take, and run nothing")
    .option("--json", "a line of JSON for every event")
    .addHelpText("after", help)
    .action(async (names: string[], { tensorboard, ...options }: RunOptions) => {
      await prepare();
      const tensorBoard = tensorboard === true ? path.join(engineHome(root), "tensorboard") : tensorboard;
      finish(await superviseRun({ root, names, ...options, tensorBoard, resume: resumeCommand(args) }, { script }));
    });
}

const help = `
Ctrl-C stops after the training step at work, keeps a checkpoint and prints the command that goes
on; a second one stops at once. What is on record stays in both cases.

Exit status: 0 done, 1 a run failed, 2 the command is wrong, 130 stopped by Ctrl-C (143 by SIGTERM,
129 by SIGHUP).

Example:
  npx contrastbook run simclr/framework --profile standard --seeds 1-3`;
