/** What the cells have as `jupyter`: everything that only a kernel can offer, beside `display`. */
export interface Jupyter {
  /** Aborted when the reader interrupts the cell that asks: `fetch(url, { signal: jupyter.signal })`. */
  readonly signal: AbortSignal;
}

export interface JupyterMeans {
  signal: () => AbortSignal;
}

/** The `jupyter` of the cells. */
export function createJupyter({ signal }: JupyterMeans): Jupyter {
  return {
    get signal() {
      return signal();
    },
  };
}
