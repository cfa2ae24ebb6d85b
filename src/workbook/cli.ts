#!/usr/bin/env node
import { readFileSync } from "node:fs";
import path from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { statusOfExit, withThrownExits } from "../kernel/commandStatus";
import { kernelCommand } from "../kernel/install/kernelCommand";
import { authoritiesCommand, type AuthoritiesOptions } from "./authorities/authoritiesCommand";
import { benchCommand, type BenchOptions } from "./bench/benchCommand";
import { benchKernels } from "./bench/kernels/benchKernels";
import { peerKernelsStep } from "./bench/kernels/peerKernelsStep";
import { torchPython, torchStep } from "./bench/torchStep";
import { chooseTrainings, trainingCommand } from "./bench/training/trainingCommand";
import { chooseWorks, works } from "./bench/works";
import { doctorCommand, type Outdated } from "./doctor/doctorCommand";
import { findFixtures } from "./fixtures/findFixtures";
import { fixturesCommand } from "./fixtures/fixturesCommand";
import { addExperimentCommands } from "./experiments/experimentCommands";
import { estimateRuns } from "./experiments/estimateRuns";
import { profileOption } from "./experiments/profileOption";
import { helpAfter } from "./helpAfter";
import { startCommand, type StartOptions } from "./jupyter/startCommand";
import type { MutantsOptions } from "./mutants/mutantsCommand";
import { notebooksCommand, type NotebooksOptions } from "./notebooks/notebooksCommand";
import { packKernel } from "./package/packKernel";
import { places } from "./places";
import { kernelSpecOptions } from "./setup/kernelStep";
import { runSteps } from "./setup/runSteps";
import { setupSteps } from "./setup/setupSteps";
import type { Step } from "./setup/step";
import { testCommand } from "./testing/testCommand";
import { isExpected } from "./isExpected";
import { UsageError } from "./usageError";

export interface CommandLineHooks {
  /** Called when everything that set-up does is done: another one may begin in this checkout. */
  prepared?: () => void;
  /** What the doctor, which changes nothing, found older than its sources. */
  outdated?: Outdated;
}

/** Runs one command, its name and options as in `process.argv.slice(2)`. Returns the exit status. */
export async function runCommandLine(args: readonly string[], hooks: CommandLineHooks = {}): Promise<number> {
  let status = 0;
  const program = commands(args, hooks, (result) => (status = result));
  try {
    await withThrownExits(program).parseAsync(args, { from: "user" });
    return status;
  } catch (error) {
    const exit = statusOfExit(error);
    if (exit !== undefined) return exit;
    if (!isExpected(error)) throw error;
    console.error(error.message);
    return error instanceof UsageError ? 2 : 1;
  } finally {
    hooks.prepared?.();
  }
}

function commands(
  args: readonly string[],
  { prepared, outdated }: CommandLineHooks,
  finish: (status: number) => void,
): Command {
  const here = places();
  const prepare = async (more: readonly Step[] = [], print?: (line: string) => void): Promise<void> => {
    await runSteps([...setupSteps(here), ...more], { print });
    prepared?.();
  };
  const { version } = JSON.parse(readFileSync(path.join(here.root, "package.json"), "utf8")) as { version: string };
  const program = new Command("contrastbook")
    .description("A TypeScript Jupyter kernel, and a workbook that reproduces SimCLR, SimCLRv2 and MINE")
    .version(version)
    .addHelpText("after", helpAfter);

  program.commandsGroup("To begin:");
  program
    .command("setup")
    .description("install what is missing: Jupyter, TensorFlow's library, its addon, the kernel, the data")
    .addHelpText("after", example("npm run setup"))
    .action(async () => {
      await prepare();
      console.log("✓ contrastbook is set up");
    });
  program
    .command("start")
    .description("set up what is missing and open the workbook in JupyterLab")
    .option("--port <number>", "port of the server; the next free one if it is busy", wholeNumber, 8888)
    .option("--ip <address>", "address the server listens on", "localhost")
    .option("--no-browser", "print the address instead of opening a browser")
    .addHelpText("after", example("npm start -- --port 9000 --no-browser"))
    .action(async (options: StartOptions) => {
      await prepare();
      finish(await startCommand(here, options));
    });
  program
    .command("doctor")
    .description("print versions, device, data and kernel, what is wrong and what to do about it; changes nothing")
    .option("--json", "as JSON")
    .addHelpText("after", example("npx contrastbook doctor"))
    .action(async (options: { json?: boolean }) => {
      prepared?.();
      finish(await doctorCommand(here, { ...options, outdated }));
    });
  program.addCommand(
    kernelCommand({ spec: kernelSpecOptions(here), defaultPlace: "the .venv of this checkout", finish }),
  );
  program.commandsGroup("Experiments:");
  program
    .command("notebooks")
    .description("list the notebooks, or execute them on fresh kernels")
    .argument("[names...]", 'which ones: "simclr/01-framework", "simclr", or the path of a file; default all')
    .option("--execute", "run them from top to bottom; exit status 1 when one fails")
    .option("--in-place", "with --execute: keep the outputs of those that succeed")
    .option("--jobs <number>", "with --execute: how many at a time", wholeNumber)
    .addOption(profileOption("with --execute: size of the runs", "quick"))
    .option("--kernel <name>", "with --execute: the kernel to run on", "contrastbook")
    .option("--cell-seconds <number>", "with --execute: the longest a cell may take", wholeNumber, 1800)
    .addHelpText("after", example("npx contrastbook notebooks simclr/01-framework --execute"))
    .action(async (names: string[], options: NotebooksOptions) => {
      if (options.execute) await prepare();
      finish(await notebooksCommand(here, names, options));
    });
  addExperimentCommands(program, {
    ...{ root: here.root, args, finish },
    // What these commands print may be read by a program.
    prepare: () => prepare([], console.error),
    estimate: estimateRuns,
    load: async () => (await import("../experiments/registry")).experiments,
  });
  program.commandsGroup("To work on contrastbook itself:");
  program
    .command("test")
    .description("run every test and every notebook; the last line counts them together")
    .addHelpText("after", example("npm test"))
    .action(async () => {
      await prepare();
      finish(await testCommand(here));
    });
  program
    .command("bench")
    .description(
      "measure training steps beside PyTorch's on this machine, which should be idle; installs PyTorch for it",
    )
    .argument("[names...]", 'which works, see --list: "simclr-step/16", or "simclr-step" for both; default all')
    .option("--alternations <number>", "rounds in which each side takes a turn", wholeNumber, 5)
    .option("--json <file>", "write machine, versions and every value to this file")
    .option("--torch-compile", "let torch.compile take part in the SimCLR steps, where it compiles for minutes")
    .option("--list", "list the works instead")
    .option("--training", 'train beside PyTorch instead: "curves" and "runs" of SimCLR, "estimates" of MINE')
    .option("--kernels", "measure our Jupyter kernel beside ipykernel, Deno and tslab instead")
    .option("--cost", "compare estimates of how long experiments take with the time they take instead, in minutes")
    .addHelpText("after", example("npx contrastbook bench simclr-step/16 --alternations 3"))
    .action(async (names: string[], options: BenchCommandOptions) => {
      if (options.kernels) {
        await prepare([peerKernelsStep(here)]);
        return await benchKernels(here, options);
      }
      if (options.cost) {
        await prepare();
        // Only now: they open the engine.
        const { costCommand } = await import("./bench/cost/costCommand");
        const { costRuns } = await import("./bench/cost/costRuns");
        const { measureSpeeds } = await import("../experiments/cost/measureSpeeds");
        return finish(await costCommand({ measure: measureSpeeds, runs: costRuns(), print: console.log }));
      }
      if (options.training) {
        const trainings = chooseTrainings(names);
        await prepare([torchStep(here)]);
        return finish(await trainingCommand(here, trainings));
      }
      const chosen = chooseWorks(works(options), names);
      if (options.list) return console.log(chosen.map(({ name, title }) => `${name}\t${title}`).join("\n"));
      await prepare([torchStep(here)]);
      await benchCommand(here, chosen, options);
    });
  program
    .command("fixtures")
    .description("make the golden values that tests compare with, by pinned versions of PyTorch, SciPy and others")
    .argument("[names...]", 'which ones: "lightly/ntXent", or "lightly" for all of a peer; default all')
    .option("--check", "compare with what is committed instead, and write nothing; exit status 1 when they differ")
    .addHelpText("after", example("npx contrastbook fixtures scipy --check"))
    .action(async (names: string[], options: { check?: boolean }) => {
      const chosen = findFixtures(here.root, names);
      await runSteps([torchStep(here)]);
      prepared?.();
      finish(await fixturesCommand(here, chosen, { ...options, python: torchPython(here) }));
    });
  program
    .command("authorities")
    .description("run the numerical tests and print how far each export is from each of its authorities")
    .option("--missing", "print the exports with fewer than two instead; exit status 1 when there are any")
    .addHelpText("after", example("npx contrastbook authorities --missing"))
    .action(async (options: AuthoritiesOptions) => {
      await prepare();
      finish(await authoritiesCommand(here, options));
    });
  program
    .command("mutants")
    .description(
      "seed faults into copies of the library, one at a time, and require that the test named for each fails",
    )
    .argument("[names...]", 'which ones: those whose name contains this, "losses/" for instance; default all')
    .option("--list", "print the names instead")
    .option("--jobs <number>", "how many at a time", wholeNumber)
    .addHelpText("after", example("npx contrastbook mutants losses/ntXent"))
    .action(async (names: string[], options: MutantsOptions) => {
      // Only now: it brings the compiler along.
      const { chooseMutants, mutantsCommand } = await import("./mutants/mutantsCommand");
      const chosen = chooseMutants(names);
      if (!options.list) await prepare();
      finish(await mutantsCommand(here, chosen, options));
    });
  program
    .command("pack")
    .description("pack the kernel alone as a tarball that `npm install --global` and `npx` take")
    .option("--to <folder>", "where the tarball goes", ".")
    .addHelpText("after", example("npx contrastbook pack --to /tmp"))
    .action(async ({ to }: { to: string }) => {
      prepared?.();
      console.log(await packKernel(here.root, to));
    });
  return program;
}

interface BenchCommandOptions extends BenchOptions {
  torchCompile?: boolean;
  list?: boolean;
  kernels?: boolean;
  cost?: boolean;
  training?: boolean;
}

const example = (command: string): string => `\nExample:\n  ${command}`;

function wholeNumber(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError("A whole number from 1 is needed.");
}

if (require.main === module) {
  void runCommandLine(process.argv.slice(2)).then((status) => (process.exitCode = status));
}
