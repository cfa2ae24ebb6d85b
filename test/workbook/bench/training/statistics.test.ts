import assert from "node:assert/strict";
import { difference, estimate, runningLargest } from "../../../../src/workbook/bench/training/statistics";

const close = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) < 1e-3, `${actual} is not ${expected}`);

describe("the statistics of trainings", () => {
  it("has Student's interval of a mean: of 1, 2 and 3 it is 2 ± 2.484", () => {
    const { mean, half } = estimate([1, 2, 3]);
    close(mean, 2);
    close(half, 4.3027 / Math.sqrt(3));
  });

  it("has Welch's interval of a difference, its degrees of freedom rounded down", () => {
    // Equal variances of 1: 4 degrees of freedom, a standard error of √(2/3).
    const equal = difference([1, 2, 3], [11, 12, 13]);
    close(equal.mean, -10);
    close(equal.half, 2.7764 * Math.sqrt(2 / 3));
    // One side without variance: 2 degrees of freedom.
    close(difference([1, 2, 3], [5, 5, 5]).half, 4.3027 * Math.sqrt(1 / 3));
  });

  it("keeps the largest size so far", () => {
    assert.deepEqual(runningLargest([1, -3, 2, 4]), [1, 3, 3, 4]);
  });
});
