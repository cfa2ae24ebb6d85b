import type { JsonObject } from "../../wire/message";

/** Binary data that goes along with a message: a typed array, a DataView, or the buffer of one. */
export type Bytes = ArrayBufferView | ArrayBuffer | SharedArrayBuffer;

/** What goes along with the data of a message. */
export interface CommExtras {
  /** For the other end's library; default an empty object. */
  metadata?: JsonObject;
  /** Sent as they are now: changing them later changes nothing. */
  buffers?: readonly Bytes[];
}

/** What the other end said. */
export interface CommMessage {
  data: JsonObject;
  metadata: JsonObject;
  buffers: Uint8Array[];
}

/** May take its time: the next message and the next cell wait for it. */
export type CommHandler = (message: CommMessage) => unknown;

/** A conversation with code in the reader's page, beside the cells: what widgets talk through. */
export interface Comm {
  readonly id: string;
  /** The name of what is at the other end. */
  readonly target: string;
  readonly closed: boolean;
  /**
   * Tells the other end something. Data must be what JSON can carry.
   * @throws {CommClosedError} after either end closed
   */
  send(data: object, extras?: CommExtras): void;
  /** Ends the conversation, with a last word. Nothing happens when it is over already. */
  close(data?: object, extras?: CommExtras): void;
  /** Calls `handler` for each message from now on; an earlier handler is replaced, so that a cell can run again. */
  onMessage(handler: CommHandler): void;
  /** Calls `handler` when the other end closes; an earlier handler is replaced. */
  onClose(handler: CommHandler): void;
}

/** The conversations of a kernel. */
export interface Comms {
  /** Opens a conversation with what the reader's page knows as `target`; a page that knows none closes it. */
  open(target: string, opening?: { data?: object } & CommExtras): Comm;
  /**
   * Answers the conversations that the page opens with `target`. An earlier handler of the target is replaced.
   * Where it throws, the conversation is closed again.
   */
  onOpen(target: string, handler: (comm: Comm, opening: CommMessage) => unknown): void;
}

/** Something was said on a comm that is over. */
export class CommClosedError extends Error {
  override readonly name = "CommClosedError";

  constructor(comm: Comm) {
    super(`comm: ${comm.id} of the target "${comm.target}" is closed; needed is an open one (jupyter.comms.open)`);
  }
}
