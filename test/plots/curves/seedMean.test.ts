import assert from "node:assert/strict";
import { studentQuantile } from "../../../src/ledger/statistics/studentQuantile";
import { seedMean } from "../../../src/plots/curves/seedMean";

describe("the mean over seeds of a figure", () => {
  it("has the 95% interval of the ledger's statistics, for few seeds and many", () => {
    for (const n of [2, 3, 5, 20, 31, 32, 60, 400]) {
      const values = Array.from({ length: n }, (_, i) => Math.sin(i + 1) * 3 + 50);
      const { y, low = NaN, high = NaN } = seedMean(values);
      const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - y) ** 2, 0) / (n - 1));
      const t = ((high - y) * Math.sqrt(n)) / spread;
      assert.ok(Math.abs(t - studentQuantile(0.025, n - 1)) < 0.0015, `${n}: ${t}`);
      assert.ok(Math.abs(high + low - 2 * y) < 1e-9);
    }
  });

  it("has no interval for a single seed, nor for equal values", () => {
    assert.deepEqual(seedMean([3]), { y: 3, seeds: [3] });
    assert.deepEqual(seedMean([0.1, 0.1, 0.1]), { y: 0.10000000000000002, seeds: [0.1, 0.1, 0.1] });
  });
});
