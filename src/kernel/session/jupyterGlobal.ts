import { autoreload } from "../language/reload/autoreload";
import type { Comms } from "./comm/comm";

/** What the cells have as `jupyter`: everything that only a kernel can offer, beside `display`. */
export interface Jupyter {
  /** Aborted when the reader interrupts the cell that asks: `fetch(url, { signal: jupyter.signal })`. */
  readonly signal: AbortSignal;
  /** Conversations with code in the reader's page, for whoever writes widgets by hand. */
  readonly comms: Comms;
  /** Whether a cell uses the files of the project as they were last saved, without a restart. Default true. */
  autoreload: boolean;
}

export interface JupyterMeans {
  signal: () => AbortSignal;
  comms: Comms;
}

/** The `jupyter` of the cells. */
export function createJupyter({ signal, comms }: JupyterMeans): Jupyter {
  return {
    get signal() {
      return signal();
    },
    comms,
    get autoreload() {
      return autoreload.on;
    },
    set autoreload(on) {
      autoreload.on = on;
    },
  };
}
