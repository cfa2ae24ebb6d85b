import assert from "node:assert/strict";
import fc from "fast-check";
import { median, medianRatio } from "../../../src/workbook/bench/statistics";

describe("the statistics of the bench", () => {
  it("take the middle value, or the mean of the middle two", () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(median([4, 1, 3, 10]), 3.5);
    assert.ok(Number.isNaN(median([])));
  });

  it("have at most half of the values on either side of the median, and leave the values in their order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1 }), (values) => {
        const before = [...values];
        const middle = median(values);
        assert.deepEqual(values, before);
        assert.ok(values.filter((x) => x < middle).length <= values.length / 2);
        assert.ok(values.filter((x) => x > middle).length <= values.length / 2);
      }),
    );
  });

  it("compare within rounds, so that a slow round does not count", () => {
    assert.equal(medianRatio([20, 200, 22], [10, 100, 2]), 2);
  });
});
