import assert from "node:assert/strict";
import { PlotError } from "../../src/plots/plotError";
import { scalingCurves } from "../../src/plots/scalingCurves";
import { themeColours } from "../../src/plots/theme/themeColours";

const curve = {
  name: "SimCLR",
  points: [
    { x: 100, y: 40, low: 38, high: 43 },
    { x: 800, y: 50, low: 49, high: 52 },
  ],
};
const { series } = themeColours.light;

describe("scalingCurves", () => {
  it("draws the intervals of a line as bars by their distances", () => {
    const [line] = scalingCurves([curve]).data;
    const { array, arrayminus, color } = line.error_y as Record<string, unknown>;
    assert.deepEqual([array, arrayminus, color], [[3, 2], [2, 1], series[0]]);
  });

  it("draws them as a band around the line that the mouse passes over", () => {
    const [band, line] = scalingCurves([curve], { band: true }).data;
    assert.deepEqual(
      [band.x, band.y],
      [
        [100, 800, 800, 100],
        [43, 52, 49, 38],
      ],
    );
    assert.deepEqual([band.fill, band.fillcolor, band.hoverinfo], ["toself", "rgba(0,114,178,0.18)", "skip"]);
    assert.equal((line.error_y as { visible: boolean }).visible, false);
  });

  it("marks the paper's values by open diamonds in the colour of their curve, named once in the legend", () => {
    const points = [
      { x: 100, y: 64, series: "b" },
      { x: 100, y: 60, series: "a" },
      { x: 800, y: 61 },
    ];
    const curves = ["a", "b"].map((name) => ({ ...curve, name }));
    const { data } = scalingCurves(curves, { paper: { points } });
    const diamonds = data.filter(({ legendgroup }) => legendgroup === "paper");
    const marker = (i: number) => diamonds[i].marker as { symbol: string; color: string };
    assert.deepEqual(
      diamonds.map(({ y }) => y),
      [[64], [60], [61], [null]],
    );
    assert.deepEqual(
      [0, 1, 2].map((i) => marker(i).color),
      [series[1], series[0], themeColours.light.ink],
    );
    assert.ok(diamonds.every((_, i) => marker(i).symbol === "diamond-open"));
    assert.deepEqual(
      diamonds.map(({ showlegend }) => showlegend !== false),
      [false, false, false, true],
    );
    assert.ok(diamonds.every(({ yaxis }) => yaxis === "y"));
  });

  it("shifts an axis of the paper's own so that a point is as long as ours and the means lie at one height", () => {
    const points = [
      { x: 100, y: 60, series: "SimCLR" },
      { x: 800, y: 66, series: "SimCLR" },
    ];
    const { data, layout } = scalingCurves([curve], { paper: { points, axis: "ImageNet top-1, %" } });
    assert.deepEqual(data.find(({ legendgroup }) => legendgroup === "paper")?.yaxis, "y2");
    const axis = (name: string) => layout[name] as { range: [number, number]; title: { text: string }; side?: string };
    const [ours, theirs] = [axis("yaxis").range, axis("yaxis2").range];
    assert.deepEqual([axis("yaxis2").title.text, axis("yaxis2").side], ["ImageNet top-1, %", "right"]);
    // ours 40 and 50, the paper's 60 and 66: 18 apart in the mean
    ours.forEach((end, i) => assert.ok(Math.abs(theirs[i] - end - 18) < 1e-9));
    assert.ok(ours[0] < 38 && ours[1] > 52);
  });

  it("lays texts and ordered numbers out one step a value", () => {
    const ordered = scalingCurves([curve], { xScale: "ordered", paper: { points: [{ x: 400, y: 45 }] } });
    assert.deepEqual((ordered.layout.xaxis as { categoryarray: string[] }).categoryarray, ["100", "400", "800"]);
    assert.deepEqual(ordered.data[0].x, ["100", "800"]);
    const texts = scalingCurves([{ name: "a", points: [{ x: "z", y: 1 }] }]);
    assert.equal((texts.layout.xaxis as { type: string }).type, "category");
  });

  it("puts the ticks of a logarithmic axis at the values", () => {
    const { layout } = scalingCurves([curve], { xScale: "log" });
    const { type, tickvals, ticktext } = layout.xaxis as Record<string, unknown>;
    assert.deepEqual([type, tickvals, ticktext], ["log", [100, 800], ["100", "800"]]);
  });

  it("names references in the legend and keeps them off the factor's axis", () => {
    const { data, layout } = scalingCurves([curve], { references: [{ name: "chance", y: 10 }] });
    assert.deepEqual([data[1].name, data[1].y, data[1].xaxis, data[1].showlegend], ["chance", [10, 10], "x2", true]);
    assert.equal((layout.xaxis2 as { overlaying: string }).overlaying, "x");
  });

  it("refuses half intervals, factors that the axis cannot show and series that there are not", () => {
    const refuses = (make: () => unknown, message: string) => assert.throws(make, new PlotError(message));
    refuses(
      () => scalingCurves([{ name: "a", points: [{ x: 1, y: 2, low: 1 }] }]),
      'scalingCurves: "a" at 1 is 2 with interval [1, ?]; both ends are needed, around it',
    );
    refuses(
      () => scalingCurves([{ name: "a", points: [{ x: 0, y: 2 }] }], { xScale: "log" }),
      "scalingCurves: x is 0; a logarithmic axis needs numbers above 0",
    );
    refuses(
      () => scalingCurves([{ name: "a", points: [{ x: "few", y: 2 }] }], { xScale: "linear" }),
      'scalingCurves: x is "few"; a linear axis needs numbers',
    );
    refuses(
      () => scalingCurves([curve], { paper: { points: [{ x: 100, y: 1, series: "BYOL" }] } }),
      'scalingCurves: the paper\'s values name series "BYOL"; there are "SimCLR"',
    );
  });
});
