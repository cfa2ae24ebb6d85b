import assert from "node:assert/strict";
import { histogramGrid } from "../../src/plots/histogramGrid";
import { themeColours } from "../../src/plots/theme/themeColours";
import { pixelsOf } from "./png/pixels";

const bell = (center: number): number[] => {
  const heights = Array.from({ length: 16 }, (_, i) => Math.exp(-((i - center) ** 2) / 8));
  const sum = heights.reduce((a, b) => a + b);
  return heights.map((height) => height / sum);
};
const group = (heading: string) => ({ heading, rows: [0, 1].map((row) => [4, 6, 8].map((c) => bell(c + 3 * row))) });
const options = { title: "Crops", names: ["ship", "frog"], xTitle: "intensity" };
const figure = histogramGrid([group("without"), group("with")], options);

interface Axis {
  domain: [number, number];
  range: [number, number];
  ticktext?: string[];
}
const axes = (direction: "x" | "y", of = figure): Axis[] =>
  of.data.map((_, n) => of.layout[`${direction}axis${n === 0 ? "" : n + 1}`] as Axis);

describe("histogramGrid", () => {
  it("has a panel for each histogram: groups side by side, a row and a colour for each name", () => {
    assert.equal(figure.data.length, 12);
    const [x, y] = [axes("x"), axes("y")];
    const at = (trace: number): { x: Axis; y: Axis } => {
      const n = Number(String(figure.data[trace].xaxis).slice(1) || 1) - 1;
      return { x: x[n], y: y[n] };
    };
    // Traces are group by group, in each row by row.
    for (const first of [0, 3, 6, 9])
      for (const n of [first, first + 1]) assert.ok(at(n).x.domain[1] < at(n + 1).x.domain[0]);
    assert.ok(at(2).x.domain[1] < at(6).x.domain[0]);
    assert.ok(at(3).y.domain[1] < at(0).y.domain[0]);
    assert.deepEqual(at(0).x.domain, at(3).x.domain);
    const colours = figure.data.map(({ marker }) => (marker as { color: string }).color);
    assert.deepEqual(new Set(colours.slice(0, 3)), new Set(colours.slice(6, 9)));
    assert.notEqual(colours[0], colours[3]);
    assert.deepEqual(figure.data[0].y, bell(4));
  });

  it("has the same axes everywhere, which hold every bar unless bars are cut", () => {
    const highest = (of: typeof figure): number[] => [...new Set(axes("y", of).map(({ range }) => range[1]))];
    const most = Math.max(...bell(4));
    const [whole, ...others] = highest(figure);
    assert.deepEqual(others, []);
    assert.ok(whole > most && whole < 1.2 * most);
    assert.deepEqual(highest(histogramGrid([group("one")], { ...options, highest: 0.1 })), [0.1]);
  });

  for (const theme of ["light", "dark"] as const)
    it(`is drawn on the page of its theme in less than 60 kB, ${theme}`, async () => {
      const png = await figure.withTheme(theme).toPng();
      assert.ok(png.length < 60_000, `${png.length} bytes`);
      const picture = await pixelsOf(png);
      const { page, series } = themeColours[theme];
      assert.equal(picture.at(2, 2), page.toLowerCase());
      // Both rows have bars, in both halves.
      const middle = picture.width / 2;
      for (const colour of series.slice(0, 2))
        for (const area of [{ right: middle }, { left: middle }])
          assert.ok(picture.count(colour, area) > 300, `${colour}: ${picture.count(colour, area)}`);
    });
});
