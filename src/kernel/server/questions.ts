import type { Header, Message } from "../wire/message";
import type { Answer, Question } from "./link";

export interface QuestionMeans {
  /** Sends an input_request to the client of a request; returns the id of the message. */
  ask(asking: Asking, question: Question): string;
  answer(answer: Answer): void;
}

/** The request in whose name is asked, and the way back to its client. */
export interface Asking {
  header: Header;
  identities: Uint8Array[];
}

/** The questions of the running cell, put to the reader one after another. */
export class Questions {
  readonly #means: QuestionMeans;
  #waiting: { asking: Asking; question: Question }[] = [];
  #open: { id: number; messageId: string } | undefined;

  constructor(means: QuestionMeans) {
    this.#means = means;
  }

  add(asking: Asking, question: Question): void {
    this.#waiting.push({ asking, question });
    this.#next();
  }

  /** An input_reply came in. One that nobody waits for, for instance of a cell that was interrupted, is dropped. */
  reply({ parentHeader, content }: Message): void {
    const open = this.#open;
    // not every client says what it answers
    const { msg_id: answered = open?.messageId } = parentHeader;
    if (open === undefined || answered !== open.messageId) return;
    this.#open = undefined;
    this.#means.answer({ id: open.id, text: typeof content.value === "string" ? content.value : "" });
    this.#next();
  }

  /** The cell has ended: its questions are void. */
  clear(): void {
    this.#waiting = [];
    this.#open = undefined;
  }

  #next(): void {
    if (this.#open !== undefined) return;
    const next = this.#waiting.shift();
    if (next === undefined) return;
    this.#open = { id: next.question.id, messageId: this.#means.ask(next.asking, next.question) };
  }
}
