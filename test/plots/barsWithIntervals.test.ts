import assert from "node:assert/strict";
import { barsWithIntervals } from "../../src/plots/barsWithIntervals";
import { PlotError } from "../../src/plots/plotError";

describe("barsWithIntervals", () => {
  it("draws an interval by its distances above and below the value", () => {
    const { data } = barsWithIntervals([
      { name: "h", value: 46, low: 44, high: 49 },
      { name: "pixels", value: 28 },
    ]);
    assert.deepEqual(
      [data[0].x, data[0].y],
      [
        ["h", "pixels"],
        [46, 28],
      ],
    );
    const { array, arrayminus } = data[0].error_y as { array: number[]; arrayminus: number[] };
    assert.deepEqual(
      [array, arrayminus],
      [
        [3, 0],
        [2, 0],
      ],
    );
  });

  it("makes one series a group, in the order of the rows", () => {
    const { data, layout } = barsWithIntervals([
      { name: "h", value: 1, group: "quick" },
      { name: "h", value: 2, group: "paper" },
      { name: "z", value: 3, group: "quick" },
    ]);
    assert.deepEqual(
      data.map(({ name, x, y }) => [name, x, y]),
      [
        ["quick", ["h", "z"], [1, 3]],
        ["paper", ["h"], [2]],
      ],
    );
    assert.equal(layout.showlegend, true);
  });

  it("names the references in the legend", () => {
    const { data, layout } = barsWithIntervals([{ name: "h", value: 46 }], { references: [{ name: "chance", y: 10 }] });
    assert.deepEqual([data[1].name, data[1].y, layout.showlegend], ["chance", [10, 10], true]);
  });

  it("refuses half an interval and one that misses its value", () => {
    const refuses = (row: { low?: number; high?: number }, given: string) =>
      assert.throws(
        () => barsWithIntervals([{ name: "h", value: 46, ...row }]),
        new PlotError(`barsWithIntervals: "h" is 46 with interval ${given}; both ends are needed, around it`),
      );
    refuses({ low: 44 }, "[44, ?]");
    refuses({ low: 47, high: 49 }, "[47, 49]");
  });
});
