import type { Language } from "../language/language";
import type { Publication, StreamText } from "../server/link";
import type { JsonObject } from "../wire/message";
import type { Cell } from "./cell";
import { CellDisplays } from "./cellDisplays";
import type { CurrentCell } from "./currentCell";
import { tidyStacks } from "./tidyStacks";

export interface OutputMeans {
  publish(publication: Publication): void;
  stream(stream: StreamText): void;
  /** The display of a cell that has ended, or of no cell, failed. */
  failed(error: unknown): void;
  /** The cell that runs now, whoever asks. */
  running(): Cell | undefined;
  /** An error as the reader is told of it, for one that is shown as a value. */
  describe(error: unknown): string;
  locate: Language["locate"];
}

/** What the running code shows and prints, on its way to the readers in the name of the right cell. */
export class Outputs {
  readonly #current: CurrentCell;
  readonly #means: OutputMeans;
  /** What libraries and the cells' `display` publish through. */
  readonly displayMeans: CellDisplays;

  constructor(current: CurrentCell, means: OutputMeans) {
    this.#current = current;
    this.#means = means;
    this.displayMeans = new CellDisplays({
      current: () => current.get(),
      isRunning: (cell) => means.running()?.output === cell.output,
      idleSignal: new AbortController().signal,
      publish: (cell, type, content) => this.publish(cell, type, content),
      describe: (error) => means.describe(error),
      report: (error) => means.failed(error),
    });
  }

  /** Text that the running code wrote to a standard stream. */
  write(name: StreamText["name"], text: string): void {
    const cell = this.#current.get();
    if (!cell || cell.silent) return;
    const tidy = tidyStacks(text, this.#means.locate);
    cell.output.post(() => this.#means.stream({ name, text: tidy, parent: cell.parent }));
  }

  /** Publishes a message that belongs to a cell, at once. */
  publish(cell: Cell, type: string, content: object): void {
    if (!cell.silent) this.#means.publish({ type, content: JSON.stringify(content), parent: cell.parent });
  }

  /** A comm message is no output: silence does not hold it back, and it does not wait for a display in the making. */
  publishComm(type: string, content: object, metadata: JsonObject, buffers: Uint8Array[]): void {
    const cell = this.#current.get();
    if (cell === undefined) return;
    const message = { content: JSON.stringify(content), metadata: JSON.stringify(metadata), buffers };
    this.#means.publish({ type, parent: cell.request, ...message });
  }
}
