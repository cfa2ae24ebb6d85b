import assert from "node:assert/strict";
import fc from "fast-check";
import { parseSeeds } from "../../../src/workbook/experiments/parseSeeds";
import { rangesOf } from "../../../src/workbook/experiments/rangesOf";

describe("rangesOf", () => {
  it("joins neighbours", () => {
    assert.equal(rangesOf([3, 1, 2, 7]), "1-3,7");
    assert.equal(rangesOf([5]), "5");
    assert.equal(rangesOf([1, 3, 5]), "1,3,5");
  });

  it("is what --seeds reads", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1 }), (seeds) => {
        assert.deepEqual(
          parseSeeds(rangesOf(seeds)),
          [...seeds].sort((a, b) => a - b),
        );
      }),
    );
  });
});
