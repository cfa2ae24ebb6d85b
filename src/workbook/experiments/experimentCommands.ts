import type { Command } from "commander";
import type { CommandContext } from "./commandContext";
import { addListCommand } from "./listCommand";
import { addRunCommand } from "./runCommand";
import { addShowCommand } from "./showCommand";

/** Adds `list`, `run` and `show` to the command line. */
export function addExperimentCommands(program: Command, context: CommandContext): void {
  for (const add of [addListCommand, addRunCommand, addShowCommand]) add(program, context);
}
