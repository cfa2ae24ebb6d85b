import { parentPort, workerData } from "node:worker_threads";
import { createCodec } from "../wire/codec";
import { readConnectionFile } from "../wire/connectionFile";
import { createSigner } from "../wire/signature";
import { openChannels } from "./channels";
import { ExecutionFlags } from "../executionFlags";
import { interruptCell } from "./interrupter";
import { KernelServer } from "./kernelServer";
import type { ServerOptions, ToServer, ToSession } from "./link";
import { log } from "./log";
import { watchParent } from "./parentWatch";

/** A main thread that is busy and cannot end the process by itself gets this long. */
const exitGraceMs = 300;

/** The protocol thread: sockets and protocol live here, so that they answer whatever a cell does on the main thread. */
async function serve({ connectionFile, kernelInfo, flags: memory }: ServerOptions): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error("worker: this file runs in a worker thread of the kernel");
  const tell = (message: ToSession): void => port.postMessage(message);
  const flags = new ExecutionFlags(memory);
  const connection = readConnectionFile(connectionFile);
  const channels = await openChannels(connection, createCodec(createSigner(connection.key)));
  const exit = (): void => {
    tell({ kind: "exit" });
    setTimeout(() => process.kill(process.pid, "SIGKILL"), exitGraceMs);
  };
  const server: KernelServer = new KernelServer(channels.send, {
    kernelInfo,
    request: (id, request) => tell({ kind: "request", id, request }),
    interrupt: () =>
      void interruptCell(flags, {
        notify: () => tell({ kind: "interrupt" }),
        signal: () => process.kill(process.pid, "SIGINT"),
        giveUp: () =>
          server.warn("The cell did not stop. It will at the end of its present work, or restart the kernel."),
      }),
    shutdown: () => void channels.close().then(exit, exit),
  });
  port.on("message", (message: ToServer) => server.fromSession(message));
  channels.listen((channel, message) => server.receive(channel, message));
  watchParent(exit);
}

serve(workerData as ServerOptions).catch((error: unknown) => {
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.kill(process.pid, "SIGTERM");
});
