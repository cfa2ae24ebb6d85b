import assert from "node:assert/strict";
import { parseSeeds } from "../../../src/workbook/experiments/parseSeeds";

describe("parseSeeds", () => {
  it("takes numbers and ranges, each seed once, in their order", () => {
    assert.deepEqual(parseSeeds("3"), [3]);
    assert.deepEqual(parseSeeds("1, 2,3"), [1, 2, 3]);
    assert.deepEqual(parseSeeds("101-104,7,102"), [101, 102, 103, 104, 7]);
    assert.deepEqual(parseSeeds("0-0"), [0]);
  });

  it("refuses what names no seeds, and says what is needed", () => {
    for (const text of ["", "1,", "a", "-1", "1.5", "1--2", "1-2-3"])
      assert.throws(() => parseSeeds(text), {
        message: 'Whole numbers are needed, for instance "1,2,3" or "101-120".',
      });
    assert.throws(() => parseSeeds("1,5-3"), { message: '"5-3" ends before it begins.' });
    assert.throws(() => parseSeeds("1-1000000"), { message: '"1-1000000" is more than 10000 seeds.' });
  });
});
