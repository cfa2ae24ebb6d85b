import { randomUUID } from "node:crypto";
import type { JsonObject } from "../../wire/message";
import { type Comm, CommClosedError, type CommExtras, type CommHandler, type CommMessage, type Comms } from "./comm";
import { toBytes } from "./toBytes";

export interface CommMeans {
  /** Publishes a comm message, in the name of whatever runs. */
  publish(type: string, content: object, metadata: JsonObject, buffers: Uint8Array[]): void;
  /** A line for whoever runs the Jupyter server. */
  log(line: string): void;
}

type OpenHandler = Parameters<Comms["onOpen"]>[1];

/** All open comms and the targets that the page may open: the kernel's end of `comm_open`, `comm_msg` and `comm_close`. */
export class CommRegistry implements Comms {
  readonly #means: CommMeans;
  readonly #open = new Map<string, OpenComm>();
  readonly #targets = new Map<string, OpenHandler>();

  constructor(means: CommMeans) {
    this.#means = means;
  }

  open(
    target: string,
    { data = {}, id = randomUUID(), ...extras }: { data?: object; id?: string } & CommExtras = {},
  ): Comm {
    // first: data that JSON cannot carry must not leave a comm behind
    this.#send("comm_open", { comm_id: id, target_name: target, data }, extras);
    return this.#add(id, target);
  }

  onOpen(target: string, handler: OpenHandler): void {
    this.#targets.set(target, handler);
  }

  /** The `comms` of a comm_info_reply, of one target or of all. */
  info(target?: string): JsonObject {
    const comms = [...this.#open.values()].filter((comm) => target === undefined || comm.target === target);
    return Object.fromEntries(comms.map((comm) => [comm.id, { target_name: comm.target }]));
  }

  /**
   * Hands on what came in; resolves when the handler is done.
   * @throws what the handler throws
   */
  async receive(type: string, content: JsonObject, extras: Omit<CommMessage, "data">): Promise<void> {
    const { comm_id: id, data = {} } = content;
    if (typeof id !== "string") return this.#means.log(`${type}: comm_id is missing; the message was dropped`);
    const message = { data: data as JsonObject, ...extras };
    if (type === "comm_open") return this.#opened(id, String(content.target_name), message);
    const comm = this.#open.get(id);
    if (comm === undefined) return this.#means.log(`${type}: there is no comm ${id}; the message was dropped`);
    if (type === "comm_msg") return void (await comm.hear?.(message));
    this.#open.delete(id);
    comm.closed = true;
    await comm.hearClose?.(message);
  }

  async #opened(id: string, target: string, message: CommMessage): Promise<void> {
    const handler = this.#targets.get(target);
    if (handler === undefined) {
      this.#means.log(`comm_open: no cell answers the target "${target}" (jupyter.comms.onOpen); closed again`);
      return this.#send("comm_close", { comm_id: id, data: {} });
    }
    const comm = this.#add(id, target);
    try {
      await handler(comm, message);
    } catch (error) {
      comm.close();
      throw error;
    }
  }

  #add(id: string, target: string): OpenComm {
    const comm = new OpenComm(id, target, (type, data, extras) => {
      this.#send(type, { comm_id: id, data }, extras);
      if (type === "comm_close") this.#open.delete(id);
    });
    this.#open.set(id, comm);
    return comm;
  }

  #send(type: string, content: object, { metadata = {}, buffers = [] }: CommExtras = {}): void {
    this.#means.publish(type, content, metadata, buffers.map(toBytes));
  }
}

type Say = (type: "comm_msg" | "comm_close", data: object, extras?: CommExtras) => void;

class OpenComm implements Comm {
  closed = false;
  hear: CommHandler | undefined;
  hearClose: CommHandler | undefined;
  readonly #say: Say;

  constructor(
    readonly id: string,
    readonly target: string,
    say: Say,
  ) {
    this.#say = say;
  }

  send(data: object, extras?: CommExtras): void {
    if (this.closed) throw new CommClosedError(this);
    this.#say("comm_msg", data, extras);
  }

  close(data: object = {}, extras?: CommExtras): void {
    if (this.closed) return;
    this.#say("comm_close", data, extras);
    this.closed = true;
  }

  onMessage(handler: CommHandler): void {
    this.hear = handler;
  }

  onClose(handler: CommHandler): void {
    this.hearClose = handler;
  }
}
