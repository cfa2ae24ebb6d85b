import type { DisplayHost, MimeBundle, PublishOptions } from "../../report/displayHost";
import type { Publication, StreamText } from "../server/link";
import type { JsonObject } from "../wire/message";
import type { Cell } from "./cell";
import type { CurrentCell } from "./currentCell";
import type { DisplayMeans } from "./display/display";
import { encodeBundle, toMimeBundle } from "./display/mimeBundle";

export interface OutputMeans {
  publish(publication: Publication): void;
  stream(stream: StreamText): void;
  /** The display of a cell that has ended, or of no cell, failed. */
  failed(error: unknown): void;
  /** The cell that runs now, whoever asks. */
  running(): Cell | undefined;
}

/** What the running code shows and prints, on its way to the readers in the name of the right cell. */
export class Outputs {
  readonly #current: CurrentCell;
  readonly #means: OutputMeans;
  readonly #idle = new AbortController();

  constructor(current: CurrentCell, means: OutputMeans) {
    this.#current = current;
    this.#means = means;
  }

  /** Text that the running code wrote to a standard stream. */
  write(name: StreamText["name"], text: string): void {
    const cell = this.#current.get();
    if (cell && !cell.silent) cell.output.post(() => this.#means.stream({ name, text, parent: cell.parent }));
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

  /** What libraries and the cells' `display` publish through. */
  get displayMeans(): DisplayMeans {
    const currentSignal = (): AbortSignal => (this.#current.get()?.abort ?? this.#idle).signal;
    const host: DisplayHost = {
      publish: (bundle, options) => this.#display(this.#current.get(), bundle, options),
      clear: ({ wait = false } = {}) => {
        const cell = this.#current.get();
        cell?.output.post(() => this.publish(cell, "clear_output", { wait }));
      },
      get signal() {
        return currentSignal();
      },
    };
    return {
      host,
      show: (value, options) => this.#show(this.#current.get(), value, options),
      page: (text) => this.#current.get()?.pages.push(text),
    };
  }

  #show(cell: Cell | undefined, value: unknown, options?: PublishOptions): void {
    const bundle = toMimeBundle(value);
    if (!(bundle instanceof Promise)) return this.#display(cell, bundle, options);
    const shown = cell?.output.postLater(bundle.then((ready) => () => this.#displayNow(cell, ready, options)));
    shown?.catch((error: unknown) => {
      // of a cell that still runs it is the error
      if (this.#means.running()?.output !== cell?.output) this.#means.failed(error);
    });
  }

  #display(cell: Cell | undefined, bundle: MimeBundle, options?: PublishOptions): void {
    cell?.output.post(() => this.#displayNow(cell, bundle, options));
  }

  #displayNow(cell: Cell, bundle: MimeBundle, options: PublishOptions = {}): void {
    const { displayId, update = false, metadata = {} } = options;
    if (update && displayId === undefined) {
      throw new TypeError("display: update is true but displayId is missing; needed is the displayId to replace");
    }
    const transient = displayId === undefined ? {} : { display_id: displayId };
    const type = update ? "update_display_data" : "display_data";
    this.publish(cell, type, { data: encodeBundle(bundle), metadata, transient });
  }
}
