import assert from "node:assert/strict";
import { KernelInterrupted } from "../../../src/kernel/language/kernelInterrupted";
import { Stopper } from "../../../src/kernel/session/stopper";

describe("stopper of an interrupted cell", () => {
  it("ends its code at once, gives it a second to clean up, and then ends it wherever it is", () => {
    let now = 5000;
    const stopper = new Stopper(() => now);
    stopper.arm(() => undefined);
    assert.throws(() => stopper.stop(), KernelInterrupted);
    now += 999;
    stopper.stop();
    now += 1;
    assert.throws(() => stopper.stop(), KernelInterrupted);
    assert.throws(() => stopper.stop(), KernelInterrupted);
  });

  it("ends nobody before the interrupt, nor those that are just being told of it", () => {
    const stopper = new Stopper();
    stopper.stop();
    stopper.arm(() => stopper.stop());
    assert.throws(() => stopper.stop(), KernelInterrupted);
  });
});
