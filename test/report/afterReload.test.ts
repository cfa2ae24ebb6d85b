import assert from "node:assert/strict";
import { afterReload, renewAfterReload } from "../../src/report/afterReload";

describe("afterReload", () => {
  it("runs every renewal, also behind one that throws, and of one name only the latest", () => {
    const ran: string[] = [];
    let armed = true;
    afterReload("test/failing", () => {
      if (armed) throw new Error("cannot renew");
    });
    afterReload("test/working", () => void ran.push("old"));
    afterReload("test/working", () => void ran.push("new"));
    assert.deepEqual(renewAfterReload(), [new Error("cannot renew")]);
    assert.deepEqual(ran, ["new"]);
    armed = false;
  });
});
