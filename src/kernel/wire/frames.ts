import { deserialize, serialize } from "node:v8";

const lengthBytes = 4;

/** One message of the pipe between the kernel's two processes: its length, then the message in V8's own format. */
export function encodeFrame(message: unknown): Buffer {
  const body = serialize(message);
  const frame = Buffer.allocUnsafe(lengthBytes + body.length);
  frame.writeUInt32LE(body.length, 0);
  body.copy(frame, lengthBytes);
  return frame;
}

/** Puts messages together from the chunks in which a pipe delivers them. */
export class FrameReader {
  readonly #take: (message: unknown) => void;
  #chunks: Buffer[] = [];
  #waiting = 0;
  /** Length of the message that is coming in; undefined while its length itself is. */
  #body: number | undefined;

  constructor(take: (message: unknown) => void) {
    this.#take = take;
  }

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#waiting += chunk.length;
    for (let needed = this.#needed; this.#waiting >= needed; needed = this.#needed) {
      const bytes = this.#chunks.length === 1 ? (this.#chunks[0] ?? chunk) : Buffer.concat(this.#chunks);
      this.#chunks = [bytes.subarray(needed)];
      this.#waiting -= needed;
      if (this.#body === undefined) {
        this.#body = bytes.readUInt32LE(0);
      } else {
        this.#body = undefined;
        this.#take(deserialize(bytes.subarray(0, needed)));
      }
    }
  }

  get #needed(): number {
    return this.#body ?? lengthBytes;
  }
}
