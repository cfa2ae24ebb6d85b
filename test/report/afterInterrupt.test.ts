import assert from "node:assert/strict";
import { afterInterrupt, recoverFromInterrupt } from "../../src/report/afterInterrupt";

describe("afterInterrupt", () => {
  it("runs every recovery, also behind one that throws, and each once however often it was registered", () => {
    const ran: string[] = [];
    let armed = true;
    const failing = (): void => {
      if (armed) throw new Error("no order here");
    };
    const working = (): void => void ran.push("ran");
    afterInterrupt(failing);
    afterInterrupt(working);
    afterInterrupt(working);
    assert.deepEqual(recoverFromInterrupt(), [new Error("no order here")]);
    assert.deepEqual(ran, ["ran"]);
    armed = false;
  });
});
