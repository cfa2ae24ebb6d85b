import { Command } from "commander";
import { addExperimentCommands } from "../../../../src/workbook/experiments/experimentCommands";
import { printedBy, type Printed } from "../../support/printed";
import { tinyEstimate } from "./tinyEstimate";
import { tinyExperiments } from "./tinyExperiments";

/** A command on the tiny experiments, in this process. */
export async function tinyHere(root: string, ...args: string[]): Promise<Printed & { status: number }> {
  let status = 0;
  const program = new Command("contrastbook");
  addExperimentCommands(program, {
    ...{ root, args, prepare: () => Promise.resolve(), finish: (ended) => (status = ended) },
    estimate: tinyEstimate,
    load: () => Promise.resolve(tinyExperiments),
  });
  const printed = await printedBy(() => program.parseAsync(args, { from: "user" }));
  return { ...printed, status };
}
