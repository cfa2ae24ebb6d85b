import { Option, type Command } from "commander";
import type { Profile } from "../../experiments/experiment";
import { parseOnly, type Only } from "./parseOnly";
import { parseSeeds } from "./parseSeeds";
import { parseShard, type Shard } from "./parseShard";
import { resumeCommand } from "./resumeCommand";
import { superviseRun } from "./superviseRun";

export interface ExperimentCommandsOptions {
  root: string;
  /** Words as they were typed, for the command that goes on. */
  args: readonly string[];
  /** Sets up what is missing: experiments need the engine and the data. */
  prepare: () => Promise<void>;
  /** Takes the exit status. */
  finish: (status: number) => void;
  /** The script that runs experiments, in a process of its own. Default: the one with the registry. */
  script?: string;
}

interface RunOptions {
  profile: Profile;
  seeds?: number[];
  shard?: Shard;
  only?: Only;
  dryRun: boolean;
  json: boolean;
}

/** Adds `run` to the command line. */
export function addExperimentCommands(program: Command, options: ExperimentCommandsOptions): void {
  const { root, args, prepare, finish, script } = options;
  program
    .command("run")
    .description("run experiments and record every run; what is on record is not run again")
    .argument("<experiments...>", 'ids, "simclr" for all of a paper, or "all"')
    .addOption(profileOption("size of the runs", "quick"))
    .option("--seeds <list>", 'for instance "1,2,3" or "101-120"; default those of the profile', parseSeeds)
    .option("--shard <i/n>", "only every n-th run, beginning with number i: for n machines or processes", parseShard)
    .option("--only <key=value>", "only configurations with this value; several by comma; repeatable", parseOnly)
    .option("--dry-run", "say what would run and what is on record, and run nothing", false)
    .option("--json", "a line of JSON for every event", false)
    .addHelpText("after", runHelp)
    .action(async (names: string[], chosen: RunOptions) => {
      await prepare();
      finish(await superviseRun({ root, names, ...chosen, resume: resumeCommand(args) }, { script }));
    });
}

const runHelp = `
Ctrl-C stops after the training step at work, keeps a checkpoint and prints the command that goes on; a second one stops at
once. What is on record stays in both cases.

Exit status: 0 done, 1 a run failed, 2 the command is wrong, 130 stopped by Ctrl-C (143 by SIGTERM, 129 by SIGHUP)

Example:
  npx contrastbook run simclr/framework --profile standard --seeds 1-3`;

/** The sizes in which an experiment can run. */
export function profileOption(description: string, fallback: Profile): Option {
  const names: Profile[] = ["quick", "standard", "paper"];
  return new Option("--profile <name>", description).choices(names).default(fallback);
}
