import { log } from "./log";

/** The writing half of a ZeroMQ socket. */
export interface Sending {
  send(frames: Uint8Array[]): Promise<void>;
}

/** Sends messages one after another in the order given: a ZeroMQ socket takes one send at a time. */
export class Outbox {
  readonly #socket: Sending;
  readonly #waiting: Uint8Array[][] = [];
  #sending: Promise<void> | undefined;

  constructor(socket: Sending) {
    this.#socket = socket;
  }

  post(frames: Uint8Array[]): void {
    this.#waiting.push(frames);
    this.#sending ??= this.#drain();
  }

  /** Resolves when everything posted so far is in the hands of ZeroMQ. */
  async flushed(): Promise<void> {
    while (this.#sending !== undefined) await this.#sending;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      // taken in batches: shifting a long queue one by one would cost its square
      for (const frames of this.#waiting.splice(0)) {
        try {
          await this.#socket.send(frames);
        } catch (error) {
          log(`a message could not be sent: ${String(error)}`);
        }
      }
    }
    this.#sending = undefined;
  }
}
