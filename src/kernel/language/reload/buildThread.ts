import { parentPort, workerData } from "node:worker_threads";
import type { BuildOptions, BuildOutcome, BuildReply, BuildRequest } from "./buildRequest";
import { ProjectBuild } from "./projectBuild";

// A thread of its own for each project: the compiler takes seconds, during which the kernel has to answer.
const { config } = workerData as BuildOptions;
let project: ProjectBuild | undefined;

parentPort?.on("message", ({ id, ...request }: BuildRequest) => {
  const reply: BuildReply = { id, outcome: build(request) };
  parentPort?.postMessage(reply);
});

function build(request: Omit<BuildRequest, "id">): BuildOutcome {
  if (request.afresh) project = undefined;
  try {
    return (project ??= new ProjectBuild(config, request.afresh)).build(request);
  } catch (error) {
    // after a failure in the middle the compiler's own state is not to be trusted
    project = undefined;
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}
