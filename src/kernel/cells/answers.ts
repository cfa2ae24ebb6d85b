import { MessageChannel, type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import type { Answer } from "../server/link";

/** How long `next` blocks: an interrupt that only sets a flag is noticed that soon. */
const waitMs = 20;

/** What the reader typed, on its way from the link thread to a main thread that may be blocked waiting for it. */
export class Answers {
  readonly #port: MessagePort;
  /** The other end, for the link thread. */
  readonly sender: MessagePort;
  /** Nobody wakes it: a way to sleep that an interrupt ends. */
  readonly #bed = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.sender = port2;
  }

  /** Hands over each answer as it comes, while this thread is free. */
  listen(take: (answer: Answer) => void): void {
    this.#port.on("message", take);
  }

  /** Blocks this thread until an answer is there, for a moment at most. */
  next(): Answer | undefined {
    const take = (): Answer | undefined => receiveMessageOnPort(this.#port)?.message as Answer | undefined;
    const there = take();
    if (there !== undefined) return there;
    Atomics.wait(this.#bed, 0, 0, waitMs);
    return take();
  }
}
