import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { ExecutionFlags } from "./executionFlags";
import { kernelInfo } from "./kernelInfo";
import { createTslabLanguage } from "./language/tslab/tslabLanguage";
import type { ServerOptions, ToServer, ToSession } from "./server/link";
import { log } from "./server/log";
import { cellGlobalTypes, installCellGlobals } from "./session/cellGlobals";
import { createJupyter } from "./session/jupyterGlobal";
import { refuseExit } from "./session/refuseExit";
import { Session } from "./session/session";
import { captureStreams } from "./session/streams";

/**
 * Runs a kernel in this process: the protocol in a thread of its own, the cells on this one.
 * @param connectionFile what the Jupyter client wrote for this kernel
 */
export function startKernel(connectionFile: string): void {
  const exit = refuseExit();
  const flags = new ExecutionFlags();
  const workerData: ServerOptions = { connectionFile, kernelInfo: kernelInfo(), flags: flags.memory };
  // without this process's flags: what is loaded beforehand for the cells is of no use there
  const worker = new Worker(join(__dirname, "server", "worker.js"), { workerData, execArgv: [] });
  worker.on("error", (error) => {
    log(`the protocol thread failed: ${error.stack ?? error.message}`);
    exit(1);
  });
  // one that does not come from this kernel must not end the process
  process.on("SIGINT", () => undefined);

  const tell = (message: ToServer): void => worker.postMessage(message);
  const language = createTslabLanguage(cellGlobalTypes());
  const session = new Session(language, {
    publish: (publication) => tell({ kind: "publish", ...publication }),
    stream: (stream) => tell({ kind: "stream", ...stream }),
    running: (serial) => {
      flags.cell = serial;
    },
    interrupted: () => flags.interrupted,
    log: (line) => tell({ kind: "log", line }),
    enter: (phase) => flags.enter(phase),
    leave: () => flags.leave(),
  });
  Error.stackTraceLimit = 50;
  captureStreams((name, text) => session.write(name, text));
  installCellGlobals(
    session.displayMeans,
    createJupyter({ signal: () => session.displayMeans.host.signal, comms: session.comms }),
  );
  process.on("uncaughtException", (error) => session.reportUncaught(error));
  process.on("unhandledRejection", (reason) => session.reportUncaught(reason));

  worker.on("message", (message: ToSession) => {
    if (message.kind === "interrupt") session.interrupt();
    else if (message.kind === "exit") exit(0);
    else {
      void session.handle(message.request).then(({ content, abortQueue }) => {
        tell({ kind: "reply", id: message.id, content: JSON.stringify(content), abortQueue });
      });
    }
  });
}
