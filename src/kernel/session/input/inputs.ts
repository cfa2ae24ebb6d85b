import { KernelInterrupted } from "../../language/kernelInterrupted";
import type { Answer, Question } from "../../server/link";
import type { Cell } from "../cell";
import { StdinNotAllowedError } from "./stdinNotAllowedError";

export interface InputMeans {
  /** The cell to which the running code belongs. */
  current(): Cell | undefined;
  /** Puts a question to the reader; its answer comes by `answer`, or by `nextAnswer`. */
  ask(question: Question): void;
  /** Blocks until an answer is there, for a moment at most. */
  nextAnswer(): Answer | undefined;
  /** Whether the reader wants the running cell to end. */
  interrupted(): boolean;
}

/** What cells ask their reader, and the answers. */
export class Inputs {
  readonly #means: InputMeans;
  readonly #waiting = new Map<number, (text: string) => void>();
  #lastId = 0;

  constructor(means: InputMeans) {
    this.#means = means;
  }

  /**
   * @param who names the function that asks, for errors
   * @throws {StdinNotAllowedError}, and {KernelInterrupted} when the cell is interrupted meanwhile
   */
  async ask(who: string, prompt: string, password: boolean): Promise<string> {
    const { signal } = this.#asking(who).abort;
    const id = this.#put(prompt, password);
    try {
      return await new Promise<string>((resolve, reject) => {
        this.#waiting.set(id, resolve);
        signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
        if (signal.aborted) reject(signal.reason as Error);
      });
    } finally {
      this.#waiting.delete(id);
    }
  }

  /** The same, but nothing else happens on this thread until the answer is there. */
  askNow(who: string, prompt: string): string {
    this.#asking(who);
    const id = this.#put(prompt, false);
    for (;;) {
      if (this.#means.interrupted()) throw new KernelInterrupted();
      const answer = this.#means.nextAnswer();
      if (answer?.id === id) return answer.text;
      if (answer) this.answer(answer);
    }
  }

  /** What the reader typed. An answer that nobody waits for any more is dropped. */
  answer({ id, text }: Answer): void {
    this.#waiting.get(id)?.(text);
  }

  #put(prompt: string, password: boolean): number {
    this.#means.ask({ id: (this.#lastId += 1), prompt, password });
    return this.#lastId;
  }

  /** The cell that asks, while it runs. */
  #asking(who: string): Cell {
    const cell = this.#means.current();
    if (cell === undefined || !cell.isNotebookCell || cell.output.ended) {
      throw new StdinNotAllowedError(
        `${who}: no cell is running that it belongs to; ask within a cell that waits for the answer, not in a timer or the callback of a widget`,
      );
    }
    if (cell.allowStdin) return cell;
    throw new StdinNotAllowedError(
      `${who}: the client takes no input (allow_stdin is false); needed is a notebook page or a console with a reader, or a value written in the cell`,
    );
  }
}
