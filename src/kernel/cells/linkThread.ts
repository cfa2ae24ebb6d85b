import { Socket } from "node:net";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { ExecutionFlags } from "../executionFlags";
import type { ToServer, ToSession } from "../server/link";
import { encodeFrame, FrameReader } from "../wire/frames";
import { interruptCell } from "./interrupter";
import { controlPipe } from "./pipes";

/** What the main thread gives to this one. */
export interface LinkData {
  /** Of the execution flags. */
  memory: SharedArrayBuffer;
  /** Where what the reader typed is put: the main thread may be blocked waiting for it. */
  answers: MessagePort;
}

/** The thread of the cells' process that is never busy: it hears the supervisor whatever a cell does on the main thread. */
function link({ memory, answers }: LinkData): void {
  const port = parentPort;
  if (port === null) throw new Error("linkThread: this file runs in a worker thread of the kernel");
  const flags = new ExecutionFlags(memory);
  const socket = new Socket({ fd: controlPipe, readable: true, writable: true });
  const toSession = (message: ToSession): void => port.postMessage(message);
  const toServer = (message: ToServer): void => void socket.write(encodeFrame(message));

  const reader = new FrameReader((frame) => {
    const message = frame as ToSession;
    if (message.kind === "answer") return answers.postMessage(message);
    if (message.kind === "request") flags.request = message.id;
    if (message.kind !== "interrupt") return toSession(message);
    void interruptCell(flags, {
      notify: () => toSession(message),
      signal: () => process.kill(process.pid, "SIGINT"),
      giveUp: () =>
        toServer({
          kind: "warn",
          text: "The cell did not stop. It will at the end of its present work, or restart the kernel.",
        }),
    });
  });
  socket.on("data", (chunk: Buffer) => reader.add(chunk));
  // no supervisor, no kernel: this process and what its cells started must not outlive it
  socket.on("error", () => undefined).on("close", () => process.kill(-process.pid, "SIGKILL"));
}

link(workerData as LinkData);
