import type { Header, JsonObject } from "../wire/message";

/**
 * What the two processes of a kernel say to each other: the supervisor, which holds the sockets and knows the protocol,
 * and the process of the cells, which holds the variables and may crash.
 */
export type ToSession =
  | { kind: "request"; id: number; request: SessionRequest }
  /** What the reader typed. */
  | ({ kind: "answer" } & Answer)
  /** The reader pressed interrupt; the session ends the running cell. */
  | { kind: "interrupt" }
  /** Nothing is left but to end the process. */
  | { kind: "exit" };

export type ToServer =
  /** Cells can run; from now on an end of the process is a crash. */
  | { kind: "ready" }
  /** A cell with this number begins. */
  | { kind: "running"; executionCount: number }
  | ({ kind: "executed" } & Executed)
  | ({ kind: "publish" } & Publication)
  | ({ kind: "stream" } & StreamText)
  /** For the reader to answer. */
  | ({ kind: "question" } & Question)
  /** A line for whoever runs the Jupyter server. */
  | { kind: "log"; line: string }
  /** For the reader of the running cell, on its stderr. */
  | { kind: "warn"; text: string }
  | { kind: "reply"; id: number; content: string; abortQueue: boolean };

/** What a process of cells is told at its start. */
export interface CellStart {
  /** Cells that earlier processes of this kernel counted. */
  executionCount: number;
  /** Names the kernel: the same for all its processes. */
  session: string;
}

/** A request of a client that the session answers. */
export interface SessionRequest {
  header: Header;
  content: JsonObject;
  metadata: JsonObject;
  buffers: Uint8Array[];
}

/** A cell that ran, as the history keeps it. */
export interface Executed {
  /** Its number in the notebook. */
  line: number;
  input: string;
  /** Its result as text; null when there was none. */
  output: string | null;
}

/** Something that the reader is to type. */
export interface Question {
  id: number;
  prompt: string;
  /** What is typed must not be seen. */
  password: boolean;
}

export interface Answer {
  /** Of the question. */
  id: number;
  text: string;
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
