import type { Message } from "../wire/message";

export interface Outcome {
  /** The requests to execute that wait behind this one must be aborted. */
  abortQueue: boolean;
  answer(): void;
}

export interface ShellWork {
  /** Handles one request, all but its answer. */
  run(message: Message): Promise<Outcome>;
  /** Answers a request to execute with the status `aborted`. */
  abort(message: Message): void;
  /** Resolves when every message that had already reached the socket was pushed. */
  settle(): Promise<void>;
}

/** Runs the requests of the shell channel one after another; an error aborts what was queued at that moment. */
export class ShellQueue {
  readonly #work: ShellWork;
  #waiting: Message[] = [];
  #running = false;

  constructor(work: ShellWork) {
    this.#work = work;
  }

  push(message: Message): void {
    this.#waiting.push(message);
    if (!this.#running) void this.#drain();
  }

  /** Forgets what waits; for shutdown. */
  clear(): void {
    this.#waiting = [];
  }

  async #drain(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) {
      // taken in batches: shifting a long queue one by one would cost its square
      const batch = this.#waiting;
      this.#waiting = [];
      for (const [index, message] of batch.entries()) {
        const outcome = await this.#work.run(message);
        // before the answer: what a client sends after it has seen the error is not to be aborted
        if (outcome.abortQueue) await this.#work.settle();
        const behind = outcome.abortQueue ? [...batch.slice(index + 1), ...this.#waiting] : undefined;
        outcome.answer();
        if (behind === undefined) continue;
        this.#waiting = this.#abortExecutions(behind);
        break;
      }
    }
    this.#running = false;
  }

  #abortExecutions(messages: Message[]): Message[] {
    return messages.filter((message) => {
      if (message.header.msg_type !== "execute_request") return true;
      this.#work.abort(message);
      return false;
    });
  }
}
