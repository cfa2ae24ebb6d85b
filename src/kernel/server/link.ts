import type { Header, JsonObject } from "../wire/message";

/**
 * What the protocol thread and the thread that runs cells say to each other. Everything here can be cloned, so the two
 * could as well live in two processes.
 */
export type ToSession =
  | { kind: "request"; id: number; request: SessionRequest }
  /** The reader pressed interrupt; the session ends the running cell. */
  | { kind: "interrupt" }
  /** Sockets are closed; nothing is left but to end the process. */
  | { kind: "exit" };

export type ToServer =
  | ({ kind: "publish" } & Publication)
  | ({ kind: "stream" } & StreamText)
  /** A line for whoever runs the Jupyter server. */
  | { kind: "log"; line: string }
  | { kind: "reply"; id: number; content: string; abortQueue: boolean };

/** A request of a client that the session answers. */
export interface SessionRequest {
  header: Header;
  content: JsonObject;
  metadata: JsonObject;
  buffers: Uint8Array[];
}

/** A message for every client, in the name of the request that caused it. */
export interface Publication {
  type: string;
  /** JSON text. */
  content: string;
  parent: Header;
  /** JSON text; default an empty object. */
  metadata?: string;
  buffers?: Uint8Array[];
}

/** A piece of a standard stream, in the name of the cell that wrote it. */
export interface StreamText {
  name: "stdout" | "stderr";
  text: string;
  parent: Header;
}

/** What the main thread gives to the protocol thread at its start. */
export interface ServerOptions {
  connectionFile: string;
  /** The content of kernel_info_reply, as JSON text. */
  kernelInfo: string;
  /** The memory of `ExecutionFlags`. */
  flags: SharedArrayBuffer;
}
