import path from "node:path";
import { Command } from "commander";
import { addExperimentCommands } from "../../../../src/workbook/experiments/experimentCommands";
import { tinyExperiments } from "./tinyExperiments";

const [root, ...args] = process.argv.slice(2);
const program = new Command("contrastbook");
addExperimentCommands(program, {
  ...{ root, args, prepare: () => Promise.resolve(), finish: (status) => (process.exitCode = status) },
  load: () => Promise.resolve(tinyExperiments),
  script: path.join(__dirname, "tinyRun.js"),
});
void program.parseAsync(args, { from: "user" });
