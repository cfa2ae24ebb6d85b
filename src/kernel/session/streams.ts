import { StringDecoder } from "node:string_decoder";

export type StreamName = "stdout" | "stderr";
type Write = NodeJS.WriteStream["write"];

/**
 * Sends what this thread writes to its standard streams, and so what `console` prints, to `publish`.
 * @returns gives the streams back
 */
export function captureStreams(publish: (name: StreamName, text: string) => void): () => void {
  const restore = (["stdout", "stderr"] as const).map((name) => {
    const stream = process[name];
    const write: Write = stream.write.bind(stream);
    const decoder = new StringDecoder("utf8");
    stream.write = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown) => {
      const text = typeof chunk === "string" ? chunk : decoder.write(Buffer.from(chunk));
      if (text !== "") publish(name, text);
      const callback = typeof encoding === "function" ? encoding : done;
      if (typeof callback === "function") process.nextTick(callback);
      return true;
    };
    return () => {
      stream.write = write;
    };
  });
  return () => restore.forEach((giveBack) => giveBack());
}
