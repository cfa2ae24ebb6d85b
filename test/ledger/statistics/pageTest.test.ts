import assert from "node:assert/strict";
import { pageTest } from "../../../src/ledger/statistics/pageTest";

const series = (...values: number[][]): { seed: number; values: number[] }[] =>
  values.map((of, n) => ({ seed: n + 1, values: of }));

describe("pageTest", () => {
  it("counts the orders of three settings in two seeds", () => {
    // L of one seed is 10, 11, 11, 13, 13 or 14; only 14 + 14 and the four 14 + 13 reach 27.
    const { statistic, rising, falling } = pageTest(series([1, 2, 3], [10, 30, 20]));
    assert.equal(statistic, 27);
    assert.ok(Math.abs(rising - 5 / 36) < 1e-12);
    assert.ok(Math.abs(falling - 35 / 36) < 1e-12);
  });
});
