import { type MimeBundle, type PublishOptions, setDisplayHost } from "../../../src/report/displayHost";

export interface Published extends PublishOptions {
  bundle: MimeBundle;
}

/** A notebook whose clock stands until it is told to go on. */
export class Notebook {
  readonly published: Published[] = [];
  readonly abort = new AbortController();
  readonly #endListeners: ((failed: boolean) => void)[] = [];
  time = 1000;

  readonly now = (): number => this.time;

  /** Does work in a cell of this notebook. */
  cell(work: (notebook: this) => void): this {
    this.open();
    try {
      work(this);
    } finally {
      setDisplayHost(undefined);
    }
    return this;
  }

  /** As `cell`, for work that awaits. */
  async asyncCell(work: (notebook: this) => Promise<void>): Promise<this> {
    this.open();
    try {
      await work(this);
    } finally {
      setDisplayHost(undefined);
    }
    return this;
  }

  /** The cell ends, as the kernel tells it. */
  end(failed: boolean): void {
    for (const listener of this.#endListeners.splice(0)) listener(failed);
  }

  /** The text of each drawing. */
  get texts(): string[] {
    return this.published.map(({ bundle }) => String(bundle["text/plain"]));
  }

  get last(): string {
    return this.texts.at(-1) ?? "";
  }

  private open(): void {
    setDisplayHost({
      publish: (bundle, options) => void this.published.push({ bundle, ...options }),
      clear: () => undefined,
      signal: this.abort.signal,
      onCellEnd: (listener) => void this.#endListeners.push(listener),
    });
  }
}
