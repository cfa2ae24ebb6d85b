import type { Command } from "commander";
import type { CommandContext } from "./commandContext";
import { addListCommand } from "./listCommand";
import { addRunCommand } from "./runCommand";
import { addShowCommand } from "./showCommand";
import { addVerdictsCommand } from "./verdictsCommand";

/** Adds `list`, `run`, `show` and `verdicts` to the command line. */
export function addExperimentCommands(program: Command, context: CommandContext): void {
  for (const add of [addListCommand, addRunCommand, addShowCommand, addVerdictsCommand]) add(program, context);
}
