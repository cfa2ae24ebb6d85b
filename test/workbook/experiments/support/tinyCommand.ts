import path from "node:path";
import { Command } from "commander";
import { addExperimentCommands } from "../../../../src/workbook/experiments/experimentCommands";

const [root, ...args] = process.argv.slice(2);
const program = new Command("contrastbook");
addExperimentCommands(program, {
  ...{ root, args, prepare: () => Promise.resolve(), finish: (status) => (process.exitCode = status) },
  script: path.join(__dirname, "tinyRun.js"),
});
void program.parseAsync(args, { from: "user" });
