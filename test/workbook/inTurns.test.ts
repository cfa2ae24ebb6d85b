import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { inTurns } from "../../src/workbook/inTurns";

describe("inTurns", () => {
  it("gives the results in the order of the items, and never does more at a time than it may", async () => {
    let [busy, most] = [0, 0];
    const results = await inTurns([30, 5, 1, 20, 1], 2, async (ms) => {
      most = Math.max(most, ++busy);
      await sleep(ms);
      busy--;
      return ms * 2;
    });
    assert.deepEqual(results, [60, 10, 2, 40, 2]);
    assert.equal(most, 2);
  });
});
