import assert from "node:assert/strict";
import { createJupyter } from "../../../src/kernel/session/jupyterGlobal";
import { MockSession } from "./mockSession";

describe("the jupyter global of cells", () => {
  it("gives the signal of the cell that asks, not the one of the cell that asked first", () => {
    let running = new AbortController();
    const { comms, outputs } = new MockSession(() => undefined).session.jupyterMeans;
    const asking = Object.create(outputs, { signal: { get: () => running.signal } }) as typeof outputs;
    const jupyter = createJupyter({ comms, outputs: asking });
    running.abort();
    assert.equal(jupyter.signal.aborted, true);
    running = new AbortController();
    assert.equal(jupyter.signal.aborted, false);
  });
});
