import path from "node:path";
import { Command } from "commander";
import { addExperimentCommands } from "../../../../src/workbook/experiments/experimentCommands";
import { tinyEstimate } from "./tinyEstimate";
import { tinyExperiments } from "./tinyExperiments";

const [root, ...args] = process.argv.slice(2);
const program = new Command("contrastbook");
addExperimentCommands(program, {
  ...{ root, args, prepare: () => Promise.resolve(), finish: (status) => (process.exitCode = status) },
  estimate: tinyEstimate,
  load: () => Promise.resolve(tinyExperiments),
  script: path.join(__dirname, "tinyRun.js"),
});
void program.parseAsync(args, { from: "user" });
