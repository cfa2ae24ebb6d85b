import assert from "node:assert/strict";
import { heatMap } from "../../src/plots/heatMap";
import { PlotError } from "../../src/plots/plotError";
import { themeColours } from "../../src/plots/theme/themeColours";
import { pixelsOf } from "./png/pixels";

const rows = ["crop", "blur"];
const columns = ["crop", "blur", "none"];
const values = [
  [50, 40, 30],
  [41, null, 20],
];

describe("heatMap", () => {
  it("prints the values in their cells, the first row at the top, and nothing where there is no cell", () => {
    const { data, layout } = heatMap(values, rows, columns);
    assert.deepEqual(data[0].z, values);
    assert.deepEqual(data[0].text, [
      ["50.0", "40.0", "30.0"],
      ["41.0", "", "20.0"],
    ]);
    assert.deepEqual([data[0].x, data[0].y], [columns, rows]);
    assert.equal((layout.yaxis as { autorange: string }).autorange, "reversed");
  });

  it("gives long names at the left more room, and not that of the cells", () => {
    const widthOf = (names: string[]): number[] => {
      const { width, margin } = heatMap(values, names, columns).layout as {
        width: number;
        margin: { l: number; r: number };
      };
      return [width - margin.l - margin.r, margin.l];
    };
    const [short, long] = [widthOf(rows), widthOf(["independent normal, 20 dimensions: 0.00", "blur"])];
    assert.equal(long[0], short[0]);
    assert.ok(long[1] > 7 * 39 && short[1] < 120, `${long[1]} and ${short[1]}`);
  });

  it("prints half the width of an interval and says its ends under the mouse", () => {
    const intervals = [
      [{ low: 49, high: 52 }, undefined, { low: -Infinity, high: Infinity }],
      [undefined, undefined, undefined],
    ];
    const { data } = heatMap(values, rows, columns, { intervals, digits: 2 });
    assert.deepEqual((data[0].text as string[][])[0], [
      '50.00<br><span style="font-size:9px">±1.50</span>',
      "40.00",
      "30.00",
    ]);
    const hover = data[0].hovertext as string[][];
    assert.deepEqual(hover[0], [
      "<b>crop, crop</b><br>50 [49, 52]",
      "<b>crop, blur</b><br>40",
      "<b>crop, none</b><br>30",
    ]);
  });

  it("shows the paper's values in a panel of their own and beside ours under the mouse", () => {
    const theirs = values.map((row) => row.map((value) => value && value + 20));
    const { data, layout } = heatMap(values, rows, columns, { paper: { values: theirs, name: "paper, ImageNet" } });
    assert.deepEqual([data[1].z, data[1].xaxis, data[1].yaxis], [theirs, "x2", "y2"]);
    assert.equal((data[0].hovertext as string[][])[1][0], "<b>blur, crop</b><br>41<br>paper, ImageNet: 61");
    const headings = layout.annotations as { text: string; x: number }[];
    assert.deepEqual(
      headings.map(({ text }) => text),
      ["<b>ours</b>", "<b>paper, ImageNet</b>"],
    );
    const [left, right] = [layout.xaxis, layout.xaxis2] as { domain: number[] }[];
    assert.ok(left.domain[1] < right.domain[0] && headings[1].x === right.domain[0]);
  });

  it("shows the picture of each cell under the mouse, in both panels, over the lines", () => {
    // one grey pixel an image
    const images = { images: Uint8Array.from([0, 17, 34, 51, 68, 85]), shape: [1, 1, 1] as const };
    const theirs = [
      [70, 60, null],
      [61, 45, 40],
    ];
    const interval = { low: 39, high: 42 };
    const intervals = [
      [undefined, undefined, undefined],
      [interval, undefined, undefined],
    ];
    const { data } = heatMap(values, rows, columns, { images, intervals, paper: { values: theirs, name: "ImageNet" } });
    const [ours, papers] = data.map(({ hovertext }) => hovertext as string[][]);
    const colours = (table: string[][]) => table.map((row) => row.map((text) => /fill:(#\w+)'>█/.exec(text)?.[1]));
    assert.deepEqual(colours(ours), [
      ["#000", "#111", "#222"],
      ["#333", undefined, "#555"],
    ]);
    assert.deepEqual(colours(papers), [
      ["#000", "#111", undefined],
      ["#333", undefined, "#555"],
    ]);
    assert.match(ours[1][0], /<b>blur, crop<\/b><.*>41 \[39, 42\]<.*>ImageNet: 61<\/span>$/);
    assert.equal(papers[1][0], ours[1][0]);
    for (const { hoverlabel } of data) assert.equal((hoverlabel as { bgcolor: string }).bgcolor, "#FFFFFF");
  });

  it("shows no picture where there is no value: there is no label, or the paper's value alone", () => {
    const images = { images: new Uint8Array(6), shape: [1, 1, 1] as const };
    const theirs = values.map((row) => row.map((value) => value ?? 45));
    const { data } = heatMap(values, rows, columns, { images, paper: { values: theirs } });
    const [ours, papers] = data.map(({ hovertext }) => (hovertext as string[][])[1][1]);
    assert.equal(ours, "");
    const line = (text: string) => `<span style='font-size:12px'>${text}</span>`;
    assert.equal(papers, `${line("<b>blur, blur</b>")}<br><br>${line("paper: 45")}`);
  });

  it("keeps the pictures of 28 cells in two panels under 400 kB, and any others under 1 MB", () => {
    const noise = Uint8Array.from({ length: 400 * 3072 }, (_, i) => (i * 7919) % 251);
    const bytesOf = (side: number, firstColumn: (row: number) => number, both: boolean) => {
      const names = Array.from({ length: side }, (_, i) => `transformation ${i}`);
      const table = names.map((_, r) => names.map((_, c) => (c < firstColumn(r) ? null : 30 + r + c / 7)));
      const images = { images: noise, shape: [32, 32, 3] as const };
      return Buffer.byteLength(
        JSON.stringify(heatMap(table, names, names, { images, ...(both && { paper: { values: table } }) })),
      );
    };
    const triangle = bytesOf(7, (row) => row, true);
    assert.ok(triangle > 350_000 && triangle < 400_000, `triangle: ${triangle}`);
    const one = bytesOf(7, () => 0, false);
    assert.ok(one > 500_000 && one < 600_000, `one panel: ${one}`);
    for (const side of [7, 20]) {
      const two = bytesOf(side, () => 0, true);
      assert.ok(two > 600_000 && two < 1_000_000, `two panels of ${side}: ${two}`);
    }
  });

  it("draws coarser pictures in a low figure, so that their labels fit into it", () => {
    const images = { images: new Uint8Array(7), shape: [1, 1, 1] as const };
    const side = (count: number) => {
      const names = Array.from({ length: count }, (_, i) => `${i}`);
      const column = names.map(() => [1]);
      const [[text]] = heatMap(column, names, ["a"], { images }).data[0].hovertext as string[][];
      return text.split("</b><br>").length - 1;
    };
    assert.deepEqual([1, 2, 3, 4, 7].map(side), [12, 16, 20, 24, 24]);
  });

  it("refuses images that are fewer than the cells, those without a value included", () => {
    const images = { images: new Uint8Array(5), shape: [1, 1, 1] as const };
    const message = (most: number) =>
      new PlotError(`heatMap: 6 cells and 5 images; an image each is needed, for at most ${most} cells`);
    assert.throws(() => heatMap(values, rows, columns, { images }), message(1000));
    assert.throws(() => heatMap(values, rows, columns, { images, paper: { values } }), message(500));
  });

  it("colours as far below the centre as above it", () => {
    const [trace] = heatMap([[-1, 3]], ["a"], ["b", "c"], { center: 0 }).data;
    assert.deepEqual([trace.zmin, trace.zmax], [-3, 3]);
    const { below, neutral, above } = themeColours.light.heat;
    assert.deepEqual(trace.colorscale, [
      [0, below],
      [0.5, neutral],
      [1, above],
    ]);
  });

  it("ends the colours where it is told, and still prints what is further off", () => {
    const [trace] = heatMap([[-300, 0.5]], ["a"], ["b", "c"], { center: 0, reach: 1 }).data;
    assert.deepEqual([trace.zmin, trace.zmax, (trace.text as string[][])[0][0]], [-1, 1, "-300.0"]);
  });

  for (const theme of ["light", "dark"] as const) {
    it(`draws the lowest and the highest cell in the ends of its colours, ${theme}`, async () => {
      const figure = heatMap([[0, 1]], ["a"], ["b", "c"]).withTheme(theme);
      const picture = await pixelsOf(await figure.toPng());
      const { page, heat } = themeColours[theme];
      assert.ok(picture.count(heat.low) > 1000 && picture.count(heat.high) > 1000);
      assert.ok(picture.count(page) > 10_000);
    });
  }

  it("refuses rows, intervals and a paper of another shape, and an interval that misses its value", () => {
    const refuses = (make: () => unknown, message: string) => assert.throws(make, new PlotError(message));
    refuses(() => heatMap([[1, 2]], ["a"], columns), "heatMap: row 0 has 2 values; there are 3 columns");
    refuses(() => heatMap([[1, 2, 3]], rows, columns), "heatMap: row is there 1 times; there are 2 row names");
    refuses(
      () => heatMap(values, rows, columns, { paper: { values: [[1], [2]] } }),
      "heatMap: the paper's row 0 has 1 values; there are 3 columns",
    );
    refuses(
      () => heatMap([[5]], ["a"], ["b"], { intervals: [[{ low: 6, high: 7 }]] }),
      'heatMap: "a", "b" is 5 with interval [6, 7]; both ends are needed, around it',
    );
  });
});
