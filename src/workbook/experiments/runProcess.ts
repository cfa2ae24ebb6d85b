import type { RunRequest } from "./runRequest";
import { serveRun } from "./serveRun";

// The registry opens the engine: only when signals are listened to.
void serveRun(process.argv[2], async (request: RunRequest, context) => {
  const { experiments } = await import("../../experiments/registry");
  const { runExperiments } = await import("./runExperiments");
  return await runExperiments(experiments, request, context);
});
