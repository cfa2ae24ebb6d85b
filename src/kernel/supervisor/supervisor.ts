import { randomUUID } from "node:crypto";
import { kernelInfo } from "../kernelInfo";
import { type Channels, openChannels } from "../server/channels";
import { History } from "../server/history/history";
import { HistoryFile } from "../server/history/historyFile";
import { historyPath } from "../server/history/historyPath";
import { KernelServer } from "../server/kernelServer";
import type { ToServer } from "../server/link";
import { log } from "../server/log";
import { createCodec } from "../wire/codec";
import { readConnectionFile } from "../wire/connectionFile";
import { createSigner } from "../wire/signature";
import { CellProcess } from "./cellProcess";
import { describeEnding, type Ending } from "./ending";
import { watchParent } from "./parentWatch";

/** A process that dies before it can run a cell is started anew so many times, if earlier ones could. */
const maxAttempts = 3;

/** Runs a kernel: the protocol here, the cells in a process of their own that is started anew when it crashes. */
export class Supervisor {
  readonly #session = randomUUID();
  // first of all: loading the compiler takes longer than everything that happens here
  #cells = this.#startCells(0);
  /** Processes that may still die before they are ready; none until one has been ready. */
  #attempts = 0;
  #server: KernelServer | undefined;
  #stopping = false;

  /**
   * Opens the sockets and answers from then on.
   * @param connectionFile what the Jupyter client wrote for this kernel
   * @throws {ConnectionFileError} naming the file and the field; the error of ZeroMQ when an endpoint cannot be bound
   */
  async serve(connectionFile: string): Promise<void> {
    const connection = readConnectionFile(connectionFile);
    const channels = await openChannels(connection, createCodec(createSigner(connection.key)));
    const stop = (): void => void this.#stop(channels);
    const server = new KernelServer(channels.send, {
      kernelInfo: kernelInfo(),
      session: this.#session,
      history: openHistory(this.#session),
      request: (id, request) => this.#cells.send({ kind: "request", id, request }),
      answer: (answer) => this.#cells.send({ kind: "answer", ...answer }),
      interrupt: () => this.#cells.send({ kind: "interrupt" }),
      drained: () => this.#cells.drained(),
      shutdown: stop,
    });
    this.#server = server;
    channels.listen((channel, message) => server.receive(channel, message));
    // Jupyter interrupts by message; a signal comes from a terminal and is not meant for the kernel
    process.on("SIGINT", () => undefined);
    process.on("SIGTERM", stop);
    watchParent(stop);
  }

  #startCells(executionCount: number): CellProcess {
    return new CellProcess(
      { executionCount, session: this.#session },
      {
        message: (message) => this.#heard(message),
        native: (name, text) => {
          if (this.#server?.native(name, text) !== true) log(text.trimEnd());
        },
        ended: (ending) => this.#ended(ending),
      },
    );
  }

  #heard(message: ToServer): void {
    if (message.kind === "ready") this.#attempts = maxAttempts;
    else this.#server?.fromSession(message);
  }

  #ended(ending: Ending): void {
    if (this.#stopping) return;
    const words = describeEnding(ending);
    log(`the process that runs the cells ${words}`);
    // one that cannot even start would only fail again
    if (this.#attempts === 0 || this.#server === undefined) process.exit(1);
    this.#attempts -= 1;
    this.#cells = this.#startCells(this.#server.executionCount);
    this.#server.crashed(words);
  }

  async #stop(channels: Channels): Promise<void> {
    if (this.#stopping) return;
    this.#stopping = true;
    await Promise.allSettled([this.#cells.stop(), channels.close()]);
    process.exit(0);
  }
}

function openHistory(session: string): History {
  const path = historyPath();
  return new History({ session, file: path === undefined ? undefined : new HistoryFile(path, { log }) });
}
