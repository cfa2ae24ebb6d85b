import { type Command, CommanderError } from "commander";

/** Makes a command, with all below it, throw what commander would end the process for. */
export function withThrownExits(command: Command): Command {
  command.exitOverride();
  for (const below of command.commands) withThrownExits(below);
  return command;
}

/** The exit status of a command line that commander ended: 0 after help or version, 2 for a usage error, as in most programs. */
export function statusOfExit(error: unknown): number | undefined {
  if (!(error instanceof CommanderError)) return undefined;
  return error.exitCode === 0 ? 0 : 2;
}
