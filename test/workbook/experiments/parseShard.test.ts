import assert from "node:assert/strict";
import { parseShard } from "../../../src/workbook/experiments/parseShard";

describe("parseShard", () => {
  it("takes a number and of how many", () => {
    assert.deepEqual(parseShard("2/4"), { index: 2, of: 4 });
    assert.deepEqual(parseShard("1/1"), { index: 1, of: 1 });
  });

  it("refuses parts that there are not", () => {
    for (const text of ["0/4", "5/4", "1/0", "1", "/4", "a/b", "1/2/3", "-1/2"])
      assert.throws(() => parseShard(text), { message: 'i/n is needed, from 1/n to n/n, for instance "1/4".' });
  });
});
