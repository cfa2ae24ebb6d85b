import assert from "node:assert/strict";
import { bootstrapInterval } from "../../../src/ledger/statistics/bootstrapInterval";
import { scipy } from "./support/scipy";

describe("bootstrapInterval", () => {
  it("comes close to 400,000 resamples of NumPy", () => {
    for (const { values, error, low, high } of scipy.studentised) {
      const ours = bootstrapInterval(values);
      // 1999 resamples know a quantile of t to about 0.1.
      assert.ok(Math.abs(ours.low - low) < 0.25 * error, `low is ${ours.low} but should be ${low}`);
      assert.ok(Math.abs(ours.high - high) < 0.25 * error, `high is ${ours.high} but should be ${high}`);
    }
  });
  it("counts every resample of four values, of which one in 64 has no spread", () => {
    const values = [0, 1, 3, 8];
    const ts: number[] = [];
    for (let code = 0; code < 256; code++) {
      const drawn = [0, 1, 2, 3].map((place) => values[(code >> (2 * place)) & 3]);
      const mean = drawn.reduce((sum, value) => sum + value, 0) / 4;
      const spread = Math.sqrt(drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 3);
      ts.push(mean === 3 ? 0 : (mean - 3) / spread);
    }
    ts.sort((a, b) => a - b);
    const own = Math.sqrt((9 + 4 + 0 + 25) / 3);
    const { low, high } = bootstrapInterval(values, { tail: 0.2 });
    // The quantiles of so few values are steps: the exact ones at 17% and 23% bound what 1999 of them give at 20%.
    const between = (value: number, near: number, far: number): void =>
      assert.ok(value >= far - 1e-9 && value <= near + 1e-9, `${value} is not in ${far} to ${near}`);
    between(low, 3 - ts[Math.floor(256 * 0.77)] * own, 3 - ts[Math.floor(256 * 0.83)] * own);
    between(high, 3 - ts[Math.floor(256 * 0.17)] * own, 3 - ts[Math.floor(256 * 0.23)] * own);
  });
  it("moves and scales with the values, and does not heed their order", () => {
    const values = [1, 2, 2, 3, 5, 8, 13, 21];
    const { low, high } = bootstrapInterval(values);
    const moved = bootstrapInterval([...values].reverse().map((value) => 4 * value + 100));
    assert.ok(Math.abs(moved.low - (4 * low + 100)) < 1e-9);
    assert.ok(Math.abs(moved.high - (4 * high + 100)) < 1e-9);
  });
  it("is longer on the side of the long tail", () => {
    const { low, high } = bootstrapInterval([0.1, 0.2, 0.2, 0.3, 0.5, 0.8, 1.4, 3]);
    const mean = 6.5 / 8;
    assert.ok(high - mean > 2 * (mean - low), `${low} to ${high}`);
  });
  it("bounds nothing where resamples without a spread reach the tail, and with one value", () => {
    assert.deepEqual(bootstrapInterval([1, 2]), { low: -Infinity, high: Infinity });
    assert.deepEqual(bootstrapInterval([1]), { low: -Infinity, high: Infinity });
  });
});
