import { StringDecoder } from "node:string_decoder";

export type StreamName = "stdout" | "stderr";
type Write = NodeJS.WriteStream["write"];
type End = NodeJS.WriteStream["end"];

/** No message grows longer than this, or JSON's text of it could not be made. */
const maxLength = 1 << 20;

/**
 * Sends what this thread writes to its standard streams, and so what `console` prints, to `publish`. They cannot be ended:
 * the next cell wants to print too.
 * @returns gives the streams back
 */
export function captureStreams(publish: (name: StreamName, text: string) => void): () => void {
  const restore = (["stdout", "stderr"] as const).map((name) => {
    const stream = process[name];
    const write: Write = stream.write.bind(stream);
    const end: End = stream.end.bind(stream);
    const decoder = new StringDecoder("utf8");
    stream.write = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown) => {
      for (const piece of pieces(toText(chunk, encoding, decoder))) publish(name, piece);
      const callback = typeof encoding === "function" ? encoding : done;
      if (typeof callback === "function") process.nextTick(callback);
      return true;
    };
    const endNothing = (chunk?: unknown, encoding?: unknown, done?: unknown) => {
      const last = typeof chunk === "string" || chunk instanceof Uint8Array ? chunk : "";
      const callback = [chunk, encoding, done].find((given) => typeof given === "function");
      stream.write(last, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8", callback as () => void);
      return stream;
    };
    Object.assign(stream, { end: endNothing });
    return () => Object.assign(stream, { write, end });
  });
  return () => restore.forEach((giveBack) => giveBack());
}

function toText(chunk: string | Uint8Array, encoding: unknown, decoder: StringDecoder): string {
  if (typeof chunk !== "string") return decoder.write(Buffer.from(chunk));
  const isText = typeof encoding !== "string" || /^(utf-?8|utf16le|ucs-?2)$/i.test(encoding);
  return isText ? chunk : decoder.write(Buffer.from(chunk, encoding as BufferEncoding));
}

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length;) {
    // not between the halves of an astral character
    const end = at + maxLength - Number((text.codePointAt(at + maxLength - 1) ?? 0) > 0xffff);
    yield text.slice(at, end);
    at = end;
  }
}
