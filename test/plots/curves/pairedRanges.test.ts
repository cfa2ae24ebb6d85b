import assert from "node:assert/strict";
import { pairedRanges } from "../../../src/plots/curves/pairedRanges";

const close = (actual: readonly number[], expected: readonly number[]): void =>
  actual.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 1e-9, `${actual.join(" ")}`));

describe("paired ranges", () => {
  it("shift by the mean difference of equal factor and series, and hold both", () => {
    const ours = [
      { x: 1, y: 40, series: "a" },
      { x: 2, y: 44, series: "a" },
      { x: 2, y: 10, series: "b" },
    ];
    const theirs = [
      { x: 1, y: 60, series: "a" },
      { x: 2, y: 70, series: "a" },
    ];
    // 20 and 26: shifted by 23, the paper's values lie at 37 and 47; a margin of 8% of 37
    const [own, their] = pairedRanges(ours, theirs, []);
    close(own, [10 - 2.96, 47 + 2.96]);
    close(their, [33 - 2.96, 70 + 2.96]);
  });

  it("shift by the means where no point is of both, and hold intervals, but not infinite ones", () => {
    const [own, their] = pairedRanges([{ x: 1, y: 4 }], [{ x: 2, y: 10 }], [3, 5, Infinity]);
    close(own, [2.84, 5.16]);
    close(their, [8.84, 11.16]);
  });
});
