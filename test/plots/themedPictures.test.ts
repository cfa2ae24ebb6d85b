import assert from "node:assert/strict";
import { barsWithIntervals } from "../../src/plots/barsWithIntervals";
import type { Figure } from "../../src/plots/figure";
import { heatMap } from "../../src/plots/heatMap";
import { lossCurve } from "../../src/plots/lossCurve";
import { scalingCurves } from "../../src/plots/scalingCurves";
import { scatter2d } from "../../src/plots/scatter2d";
import { themeColours } from "../../src/plots/theme/themeColours";
import { pixelsOf } from "./png/pixels";

const names = ["crop", "cutout", "colour", "Sobel", "noise", "blur", "rotate"];
const table = names.map((_, r) => names.map((_, c) => 30 + 3 * r + Math.sin(r * c)));
const points = [100, 200, 400, 800].map((x, i) => ({
  x,
  y: 40 + i,
  low: 39 + i,
  high: 42 + i,
  seeds: [39.5 + i, 41 + i],
}));

/** Each figure with all that it can show. */
const figures: Record<string, Figure> = {
  "bars in groups": barsWithIntervals(
    ["SimCLR", "supervised"].flatMap((group) =>
      points.map(({ x, y, ...rest }) => ({ name: `${x}`, group, value: y, paper: y + 20, ...rest })),
    ),
    { references: [{ name: "chance", y: 10 }] },
  ),
  "a heat map with intervals and the paper's": heatMap(table, names, names, {
    intervals: table.map((row) => row.map((value) => ({ low: value - 1, high: value + 1 }))),
    paper: { values: table },
  }),
  "loss curves with bands": lossCurve(
    ["a", "b"].map((name, i) => {
      const y = Array.from({ length: 100 }, (_, n) => 5 + i + Math.sin(n));
      return { name, y, low: y.map((value) => value - 1), high: y.map((value) => value + 1) };
    }),
    { smoothing: 0.5 },
  ),
  "scaling curves with an axis of the paper's": scalingCurves(
    [{ name: "SimCLR", points, yours: [{ x: 300, y: 45 }] }],
    {
      xScale: "log",
      paper: { points: [{ x: 100, y: 60, series: "SimCLR" }], axis: "ImageNet top-1, %" },
    },
  ),
  "a cloud of points": scatter2d(
    Array.from({ length: 300 }, (_, i) => [Math.sin(i * 12.9898), Math.cos(i * 78.233)]),
    Array.from({ length: 300 }, (_, i) => i % 10),
  ),
};

for (const [name, figure] of Object.entries(figures)) {
  describe(`the picture of ${name}`, () => {
    for (const theme of ["light", "dark"] as const) {
      it(`is drawn on the page of its theme and takes less than 60 kB, ${theme}`, async () => {
        const png = await figure.withTheme(theme).toPng();
        assert.ok(png.length < 60_000, `${png.length} bytes`);
        const picture = await pixelsOf(png);
        const { page } = themeColours[theme];
        assert.equal(picture.at(2, 2), page.toLowerCase());
        assert.ok(picture.width * picture.height - picture.count(page) > 5000);
      });
    }
  });
}
