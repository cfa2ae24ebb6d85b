import { AsyncLocalStorage } from "node:async_hooks";
import type { Cell } from "./cell";

/** Knows to which cell the running code belongs, also in timers and promises that outlive their cell. */
export class CurrentCell {
  readonly #storage = new AsyncLocalStorage<Cell>();
  #latest: Cell | undefined;

  run<T>(cell: Cell, body: () => T): T {
    this.#latest = cell;
    return this.#storage.run(cell, body);
  }

  /** Like `run`, for what is no cell of the notebook: code of unknown origin is not taken for a part of it. */
  within<T>(cell: Cell, body: () => T): T {
    return this.#storage.run(cell, body);
  }

  /** The cell that started this code, undefined where that is unknown. */
  known(): Cell | undefined {
    return this.#storage.getStore();
  }

  /** The cell that started this code; where that is unknown, the latest one. */
  get(): Cell | undefined {
    return this.#storage.getStore() ?? this.#latest;
  }
}
