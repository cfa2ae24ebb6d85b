import assert from "node:assert/strict";
import { InterruptedError, throwIfInterrupted } from "../../src/report/abort";
import { setDisplayHost } from "../../src/report/displayHost";

describe("throwIfInterrupted", () => {
  it("throws when the given signal has fired, and not before", () => {
    const controller = new AbortController();
    throwIfInterrupted("pretrain", controller.signal);
    controller.abort(new Error("why"));
    assert.throws(
      () => throwIfInterrupted("pretrain", controller.signal),
      (error) =>
        error instanceof InterruptedError &&
        error.message === "pretrain: interrupted" &&
        (error.cause as Error).message === "why",
    );
  });

  it("observes the running cell when no signal is given, and the given one alone otherwise", () => {
    throwIfInterrupted("work");
    setDisplayHost({ publish: () => undefined, clear: () => undefined, signal: AbortSignal.abort() });
    try {
      assert.throws(() => throwIfInterrupted("work"), InterruptedError);
      throwIfInterrupted("work", new AbortController().signal);
    } finally {
      setDisplayHost(undefined);
    }
  });
});
