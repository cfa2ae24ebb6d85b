import { runExperiments } from "../../../../src/workbook/experiments/runExperiments";
import { serveRun } from "../../../../src/workbook/experiments/serveRun";
import { tinyEstimate } from "./tinyEstimate";
import { tinyExperiments } from "./tinyExperiments";

// What `runProcess` does, for other experiments.
void serveRun(process.argv[2], (request, context) =>
  runExperiments(tinyExperiments, request, { ...context, estimate: tinyEstimate }),
);
