import assert from "node:assert/strict";
import { barsWithIntervals } from "../../src/plots/barsWithIntervals";
import { PlotError } from "../../src/plots/plotError";

describe("barsWithIntervals", () => {
  it("draws an interval by its distances above and below the value", () => {
    const { data, layout } = barsWithIntervals([
      { name: "h", value: 46, low: 44, high: 49 },
      { name: "pixels", value: 28 },
    ]);
    assert.deepEqual(
      [data[0].x, data[0].y],
      [
        [0, 1],
        [46, 28],
      ],
    );
    assert.deepEqual((layout.xaxis as { ticktext: string[] }).ticktext, ["h", "pixels"]);
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
        ["quick", [-0.1625, 0.8375], [1, 3]],
        ["paper", [0.1625], [2]],
      ],
    );
    assert.equal(layout.showlegend, true);
  });

  it("marks single seeds within their bar, and the paper's values by diamonds named once in the legend", () => {
    const { data, layout } = barsWithIntervals(
      [
        { name: "h", value: 46, seeds: [45, 47] },
        { name: "z", value: 40, paper: 61 },
      ],
      { paperName: "paper, ImageNet" },
    );
    const [, seeds, paper, key] = data;
    const places = (seeds.x as number[]).map((x) => Number(x.toFixed(6)));
    assert.deepEqual(
      [places, seeds.y],
      [
        [-0.234, -0.13],
        [45, 47],
      ],
    );
    assert.deepEqual([paper.x, paper.y, (paper.marker as { symbol: string }).symbol], [[1], [61], "diamond-open"]);
    assert.deepEqual([key.name, key.x, layout.showlegend], ["paper, ImageNet", [null], true]);
    assert.equal(data.filter(({ showlegend }) => showlegend !== false).length, 1);
  });

  it("draws no interval where the seeds bound nothing", () => {
    const [bar] = barsWithIntervals([{ name: "h", value: 46, low: -Infinity, high: Infinity, seeds: [46] }]).data;
    assert.deepEqual((bar.error_y as { array: null[] }).array, [null]);
    assert.deepEqual(bar.hovertext, ["<b>h</b><br>46<br>1 seed"]);
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
