import type { Language } from "../language/language";
import type { Publication, StreamText } from "../server/link";
import type { JsonObject } from "../wire/message";
import type { Cell } from "./cell";
import { CellDisplays } from "./cellDisplays";
import { closeConsoleGroups } from "./closeConsoleGroups";
import type { CurrentCell } from "./currentCell";
import { DisplayHandle } from "./display/displayHandle";
import { guarded } from "./guarded";
import { OutputOrder } from "./outputOrder";
import { tidyStacks } from "./tidyStacks";
import type { ErrorContent } from "./traceback";

export interface OutputMeans {
  publish(publication: Publication): void;
  stream(stream: StreamText): void;
  /** Nobody waits for what failed: it is told on stderr of the cell that it belongs to. */
  failed(error: unknown): void;
  /** An error as the content of a message. */
  errorContent(error: unknown): ErrorContent;
  /** A value as text; an error as the reader is told of it. */
  describe(value: unknown): string;
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
      isRunning: (cell) => !cell.output.ended,
      idleSignal: new AbortController().signal,
      publish: (cell, type, content) => this.publish(cell, type, content),
      describe: (value) => means.describe(value),
      report: (error) => means.failed(error),
    });
  }

  /** Aborted when the cell that asks is interrupted. */
  get signal(): AbortSignal {
    return this.displayMeans.host.signal;
  }

  /** Text that the running code wrote to a standard stream. */
  write(name: StreamText["name"], text: string): void {
    const cell = this.#current.get();
    if (!cell || cell.silent) return;
    const tidy = tidyStacks(text, this.#means.locate);
    cell.output.post(() => {
      if (cell.capture) cell.capture("stream", { name, text: tidy });
      else this.#means.stream({ name, text: tidy, parent: cell.parent });
    });
  }

  /** Publishes a message that belongs to a cell, at once. */
  publish(cell: Cell, type: string, content: object): void {
    if (cell.capture) cell.capture(type, { ...content });
    else if (!cell.silent) this.#means.publish({ type, content: JSON.stringify(content), parent: cell.parent });
  }

  /**
   * Makes a callback print and show in the name of the cell that gave it, whichever message wakes it. Its error is told
   * there: it never rejects.
   */
  bind<Args extends unknown[]>(callback: (...args: Args) => unknown): (...args: Args) => Promise<void> {
    const giver = this.#current.get();
    return async (...args) => {
      const caller = this.#current.get() ?? giver;
      const call = async (): Promise<void> => {
        try {
          await callback(...args);
        } catch (error) {
          this.#means.failed(error);
        }
      };
      if (caller === undefined || giver === undefined) return call();
      const { parent, capture } = giver;
      await this.#current.within({ ...caller, parent, capture, silent: false }, call);
    };
  }

  /** Runs `body` so that what it prints and shows goes to `take`, its value and its error too; never rejects. */
  async capture(take: (type: string, content: JsonObject) => void, body: () => unknown): Promise<void> {
    const caller = this.#current.get();
    if (caller === undefined) return;
    const output = new OutputOrder();
    const cell: Cell = { ...caller, output, endListeners: [], capture: take, silent: false };
    await this.#current.within(cell, async () => {
      let failed = false;
      try {
        const value = await body();
        if (value !== undefined && !(value instanceof DisplayHandle)) this.displayMeans.show(value);
        await output.finished();
      } catch (error) {
        failed = true;
        output.release();
        take("error", { ...this.#means.errorContent(error) });
      }
      this.tellEnd(cell, failed);
      output.end();
    });
  }

  /** Tells those who listen that a cell has ended. */
  tellEnd(cell: Cell, failed: boolean): void {
    if (failed) closeConsoleGroups();
    this.#current.within(cell, () => {
      for (const listener of cell.endListeners.splice(0)) guarded(() => listener(failed), undefined);
    });
  }

  /** A comm message is no output: silence does not hold it back, and it does not wait for a display in the making. */
  publishComm(type: string, content: object, metadata: JsonObject, buffers: Uint8Array[]): void {
    const cell = this.#current.get();
    if (cell === undefined) return;
    const message = { content: JSON.stringify(content), metadata: JSON.stringify(metadata), buffers };
    this.#means.publish({ type, parent: cell.request, ...message });
  }
}
