#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { statusOfExit, withThrownExits } from "./commandStatus";
import { userFolder } from "./install/jupyterFolders";
import { kernelCommand } from "./install/kernelCommand";
import { KernelSpecError } from "./install/kernelSpecError";

/** The command line of the kernel's own package: it knows nothing of a workbook. Returns the exit status. */
export function runKernelCommandLine(args: readonly string[]): number {
  let status = 0;
  const manifest = readFileSync(join(__dirname, "..", "..", "..", "package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const program = new Command("contrastbook")
    .description("A TypeScript kernel for Jupyter. Begin with: contrastbook kernel install")
    .version(version)
    .addCommand(
      kernelCommand({
        spec: { jupyter: userFolder() },
        defaultPlace: "for your account, as with --user",
        finish: (result) => (status = result),
      }),
    );
  try {
    withThrownExits(program).parse(args, { from: "user" });
    return status;
  } catch (error) {
    const exit = statusOfExit(error);
    if (exit !== undefined) return exit;
    if (!(error instanceof KernelSpecError)) throw error;
    console.error(error.message);
    return 1;
  }
}

if (require.main === module) process.exitCode = runKernelCommandLine(process.argv.slice(2));
