import assert from "node:assert/strict";
import fc from "fast-check";
import { medianOf } from "../../../src/ledger/statistics/medianOf";

describe("medianOf", () => {
  it("takes the middle value, or the mean of the middle two", () => {
    assert.equal(medianOf([3, 1, 2]), 2);
    assert.equal(medianOf([4, 1, 3, 10]), 3.5);
    assert.ok(Number.isNaN(medianOf([])));
  });

  it("has at most half of the values on either side of the median, and leaves the values in their order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1 }), (values) => {
        const before = [...values];
        const middle = medianOf(values);
        assert.deepEqual(values, before);
        assert.ok(values.filter((x) => x < middle).length <= values.length / 2);
        assert.ok(values.filter((x) => x > middle).length <= values.length / 2);
      }),
    );
  });
});
