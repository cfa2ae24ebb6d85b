import { randomUUID } from "node:crypto";

/** The protocol version that this kernel speaks. */
export const protocolVersion = "5.3";

/** A header as Jupyter's messaging protocol defines it; unknown fields travel along untouched. */
export interface Header {
  msg_id: string;
  msg_type: string;
  session: string;
  username?: string;
  date?: string;
  version?: string;
  [field: string]: unknown;
}

export type JsonObject = Record<string, unknown>;

/** A message that came in and whose signature was right. */
export interface Message {
  /** Routing ids of the ROUTER socket; a reply starts with the same ones. */
  identities: Buffer[];
  header: Header;
  parentHeader: JsonObject;
  metadata: JsonObject;
  content: JsonObject;
  buffers: Buffer[];
}

/** A message that goes out. Content and metadata are JSON text: whoever makes them notices what JSON cannot carry. */
export interface Outgoing {
  /** Routing ids, or the topic of a published message. */
  identities: Uint8Array[];
  header: Header;
  parentHeader: Header | undefined;
  metadata: string;
  content: string;
  buffers: Uint8Array[];
}

/** A new header of this kernel session. */
export function createHeader(type: string, session: string, username = "kernel"): Header {
  return {
    msg_id: randomUUID(),
    msg_type: type,
    session,
    username,
    date: new Date().toISOString(),
    version: protocolVersion,
  };
}
