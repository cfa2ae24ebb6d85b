import type { Header, JsonObject, Message, Outgoing } from "./message";
import type { Signer } from "./signature";
import { WireError } from "./wireError";

const delimiter = Buffer.from("<IDS|MSG>");
const jsonFrames = 4;

/** Turns multipart frames into messages and back: identities, delimiter, signature, four JSON frames, buffers. */
export interface Codec {
  /** @throws {WireError} frames that are no message, or whose signature is wrong; nothing was parsed in that case */
  decode(frames: readonly Buffer[]): Message;
  encode(message: Outgoing): Uint8Array[];
}

export function createCodec(signer: Signer): Codec {
  return {
    decode: (frames) => decode(frames, signer),
    encode: (message) => {
      const parts = [
        Buffer.from(JSON.stringify(message.header)),
        Buffer.from(JSON.stringify(message.parentHeader ?? {})),
        Buffer.from(message.metadata),
        Buffer.from(message.content),
      ];
      return [...message.identities, delimiter, signer.sign(parts), ...parts, ...message.buffers];
    },
  };
}

function decode(frames: readonly Buffer[], signer: Signer): Message {
  const start = frames.findIndex((frame) => frame.equals(delimiter));
  if (start < 0) throw new WireError(`wire: none of ${frames.length} frames is the delimiter <IDS|MSG>`);
  const signature = frames[start + 1];
  const parts = frames.slice(start + 2, start + 2 + jsonFrames);
  if (signature === undefined || parts.length < jsonFrames) {
    throw new WireError(`wire: ${frames.length - start - 1} frames after the delimiter; a message has at least 5`);
  }
  if (!signer.verify(parts, signature)) throw new WireError("wire: the signature does not fit the message and the key");
  const [header, parentHeader, metadata, content] = parts.map(parseObject) as [
    JsonObject,
    JsonObject,
    JsonObject,
    JsonObject,
  ];
  return {
    identities: frames.slice(0, start),
    header: checkHeader(header),
    parentHeader,
    metadata,
    content,
    buffers: frames.slice(start + 2 + jsonFrames),
  };
}

function parseObject(frame: Buffer, index: number): JsonObject {
  const name = ["header", "parent header", "metadata", "content"][index] ?? "frame";
  let value: unknown;
  try {
    value = JSON.parse(frame.toString("utf8"));
  } catch (error) {
    throw new WireError(`wire: the ${name} is not JSON`, { cause: error });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new WireError(`wire: the ${name} is not a JSON object`);
  }
  return value as JsonObject;
}

function checkHeader(header: JsonObject): Header {
  for (const field of ["msg_id", "msg_type", "session"]) {
    if (typeof header[field] !== "string") throw new WireError(`wire: the header lacks the string ${field}`);
  }
  return header as Header;
}
