import assert from "node:assert/strict";
import type * as Plotly from "plotly.js";
import { Figure, figure } from "../../src/plots/figure";
import { PlotError } from "../../src/plots/plotError";
import { role } from "../../src/plots/theme/role";
import { themeColours } from "../../src/plots/theme/themeColours";
import { displaySymbol } from "../../src/report/displayable";
import { pixelsOf } from "./png/pixels";

describe("a figure", () => {
  it("shows itself as plotly JSON, a PNG and a line of text, and never as HTML", async () => {
    const bundle = await figure([{ y: [1, 2] }, { type: "bar", y: [2] }], { title: "Loss" })[displaySymbol]();
    assert.deepEqual(Object.keys(bundle).sort(), ["application/vnd.plotly.v1+json", "image/png", "text/plain"]);
    assert.equal(bundle["text/plain"], 'Figure(scatter, bar: "Loss")');
    const png = Buffer.from(bundle["image/png"] as string, "base64");
    assert.equal(png.subarray(0, 8).toString("latin1"), "\x89PNG\r\n\x1a\n");
    assert.ok(png.length < 60_000);
  });

  it("keeps the interactive form and warns when the picture cannot be drawn", async () => {
    const warnings: unknown[] = [];
    const { warn } = console;
    console.warn = (text) => warnings.push(text);
    const bundle = await figure([{ type: "surface", z: [[1]] }])
      .toBundle()
      .finally(() => (console.warn = warn));
    assert.deepEqual(Object.keys(bundle).sort(), ["application/vnd.plotly.v1+json", "text/plain"]);
    assert.deepEqual(warnings, [
      "the picture of this figure is left out: figure: data[0] is a surface, which needs WebGL or map tiles; it has no PNG form",
    ]);
  });

  it("writes typed arrays as plain numbers, float32 with its seven digits, and gaps as null", () => {
    const { data } = figure([{ x: new Int32Array([1, 2]), y: Float32Array.of(0.1, NaN), z: [Infinity, 0.1] }]);
    assert.deepEqual(data, [{ x: [1, 2], y: [0.1, null], z: [null, 0.1] }]);
    assert.deepEqual(JSON.parse(JSON.stringify(data)), data);
  });

  it("keeps a copy: what is pushed to an array later does not reach it", () => {
    const y = [1];
    const { data } = figure([{ y }]);
    y.push(2);
    assert.deepEqual(data[0].y, [1]);
  });

  it("has a fixed size, the theme and titles as plotly's objects unless the layout says otherwise", () => {
    const { layout } = figure([], {
      title: "T",
      xaxis: { title: "step" },
      yaxis2: { title: { text: "y" } },
      width: 300,
    });
    assert.deepEqual([layout.width, layout.height], [300, 420]);
    assert.deepEqual(layout.title, { text: "T" });
    assert.deepEqual(layout.xaxis, { title: { text: "step" } });
    assert.deepEqual(layout.yaxis2, { title: { text: "y" } });
    assert.ok(layout.template);
  });

  it("is drawn anew on a dark or a light page, with the same data and its own colours", async () => {
    const light = figure(
      [
        { y: [1, 2], line: { color: role.ink } },
        { y: [2, 1], line: { color: "#123456" } },
      ],
      { title: "T" },
    );
    const dark = light.withTheme("dark");
    const colours = (of: typeof light) => of.data.map(({ line }) => (line as { color: string }).color);
    assert.deepEqual(colours(light), [themeColours.light.ink, "#123456"]);
    assert.deepEqual(colours(dark), [themeColours.dark.ink, "#123456"]);
    assert.deepEqual(dark.withTheme("light").toJSON(), light.toJSON());
    const picture = await pixelsOf(await dark.toPng());
    assert.equal(picture.at(2, 2), themeColours.dark.page.toLowerCase());
  });

  it("refuses tensors, functions and data that is no list, naming the place", () => {
    const refuses = (make: () => unknown, message: string): void => {
      assert.throws(make, (error) => error instanceof PlotError && error.message === message);
    };
    refuses(
      () => figure([{ y: [1] }, { y: { dataSync: () => [] } }]),
      "figure: data[1].y is a tensor; give its values, for instance `await t.array()`",
    );
    refuses(
      () => figure([], { xaxis: { tick: () => 1 } }),
      "figure: layout.xaxis.tick is a function; a figure holds numbers, strings, booleans and arrays",
    );
    refuses(
      () => new Figure({ data: { y: [1] } as unknown as [] }),
      "figure: data is object; it must be an array of traces",
    );
  });

  it("takes traces and layouts typed by @types/plotly.js", () => {
    const data: Plotly.Data[] = [{ type: "bar", x: ["a"], y: [1] }];
    const layout: Partial<Plotly.Layout> = { title: { text: "typed" } };
    assert.equal(figure(data, layout).toString(), 'Figure(bar: "typed")');
  });
});
