import { randomUUID } from "node:crypto";
import type { DisplayHost, MimeBundle, PublishOptions } from "../../report/displayHost";
import type { Cell } from "./cell";
import type { DisplayMeans } from "./display/display";
import { encodeBundle, toMimeBundle } from "./display/mimeBundle";

export interface CellDisplaysMeans {
  /** The cell to which the running code belongs. */
  current: () => Cell | undefined;
  isRunning: (cell: Cell) => boolean;
  /** Of code that belongs to no cell. */
  idleSignal: AbortSignal;
  publish: (cell: Cell, type: string, content: object) => void;
  /** An error as the reader is told of it, for one that is shown as a value. */
  describe: (value: unknown) => string;
  /** Tells of an error that no cell waits for. */
  report: (error: unknown) => void;
}

/** Puts into the output of a cell what its code, or a library on its behalf, shows. */
export class CellDisplays implements DisplayMeans {
  readonly #means: CellDisplaysMeans;
  readonly host: DisplayHost;

  constructor(means: CellDisplaysMeans) {
    this.#means = means;
    this.host = {
      publish: (bundle, options = {}) => {
        requireId(options);
        this.#display(means.current(), bundle, options);
      },
      clear: ({ wait = false } = {}) => {
        const cell = means.current();
        cell?.output.post(() => means.publish(cell, "clear_output", { wait }));
      },
      get signal() {
        return means.current()?.abort.signal ?? means.idleSignal;
      },
      onCellEnd: (listener) => {
        const cell = means.current();
        if (cell && means.isRunning(cell)) cell.endListeners.push(listener);
      },
    };
  }

  show(value: unknown, options?: PublishOptions): string {
    const cell = this.#means.current();
    const named = withId(options);
    const bundle = toMimeBundle(value, this.#means.describe);
    if (!(bundle instanceof Promise)) this.#display(cell, bundle, named);
    else {
      const shown = cell?.output.postLater(bundle.then((ready) => () => this.#displayNow(cell, ready, named)));
      shown?.catch((error: unknown) => {
        // of a cell that still runs it is the error
        if (!this.#means.isRunning(cell as Cell)) this.#means.report(error);
      });
    }
    return named.displayId;
  }

  showBundle(bundle: MimeBundle, options?: PublishOptions): string {
    const named = withId(options);
    this.#display(this.#means.current(), bundle, named);
    return named.displayId;
  }

  page(text: string): void {
    this.#means.current()?.pages.push(text);
  }

  #display(cell: Cell | undefined, bundle: MimeBundle, options?: PublishOptions): void {
    cell?.output.post(() => this.#displayNow(cell, bundle, options));
  }

  #displayNow(cell: Cell, bundle: MimeBundle, options: PublishOptions = {}): void {
    const { displayId, update = false, metadata = {} } = options;
    const transient = displayId === undefined ? {} : { display_id: displayId };
    const type = update ? "update_display_data" : "display_data";
    this.#means.publish(cell, type, { data: encodeBundle(bundle), metadata, transient });
  }
}

/** Every display gets a name, under which its handle can replace it. */
function withId(options: PublishOptions = {}): PublishOptions & { displayId: string } {
  requireId(options);
  return { ...options, displayId: options.displayId ?? randomUUID() };
}

function requireId({ update = false, displayId }: PublishOptions): void {
  if (update && displayId === undefined) {
    throw new TypeError("display: update is true but displayId is missing; needed is the displayId to replace");
  }
}
