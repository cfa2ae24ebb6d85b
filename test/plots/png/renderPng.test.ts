import assert from "node:assert/strict";
import { createCanvas } from "@napi-rs/canvas";
import { figure } from "../../../src/plots/figure";
import type { Layout, Trace } from "../../../src/plots/figureSpec";
import { PlotError } from "../../../src/plots/plotError";
import { pixelsOf } from "./pixels";

const [blue, vermilion] = ["#0072b2", "#d55e00"];

/** A figure whose plot area is exactly x 100..600, y 50..350 of the 700 x 420 picture. */
function framed(data: Trace[], layout: Layout = {}) {
  const axis = { automargin: false, showgrid: false };
  const { xaxis, yaxis, ...rest } = layout;
  return figure(data, {
    margin: { l: 100, r: 100, t: 50, b: 70 },
    xaxis: { ...axis, ...xaxis },
    yaxis: { ...axis, ...yaxis },
    ...rest,
  });
}

describe("the PNG of a figure", () => {
  it("draws a line where its values lie, in the theme's first colour", async () => {
    const flat = framed([{ y: [1, 1, 1], mode: "lines", line: { width: 6 } }], { yaxis: { range: [0, 2] } });
    const picture = await pixelsOf(await flat.toPng());
    assert.deepEqual([picture.width, picture.height], [700, 420]);
    assert.equal(picture.at(350, 200), blue);
    assert.equal(picture.at(350, 100), "#ffffff");
    assert.ok((await flat.toPng()).length < 60_000);
  });

  it("draws bars up to their values, and error bars to the ends of their intervals", async () => {
    const bars = framed(
      [
        {
          type: "bar",
          x: ["a", "b"],
          y: [5, 2],
          error_y: { type: "data", array: [3, 1], color: "#ff0000", thickness: 5 },
        },
      ],
      { yaxis: { range: [0, 10] } },
    );
    const picture = await pixelsOf(await bars.toPng());
    assert.equal(picture.at(170, 210), blue); // 5 of 10 is at y = 200
    assert.equal(picture.at(170, 190), "#ffffff");
    assert.equal(picture.at(225, 130), "#ff0000"); // the interval of "a" ends at 8, which is at y = 110
    assert.equal(picture.at(225, 100), "#ffffff");
  });

  it("draws a heat map cell by cell and its colour bar from the lowest to the highest colour", async () => {
    const heat = framed([
      {
        type: "heatmap",
        z: [[0, 1]],
        colorscale: [
          [0, "#000080"],
          [1, "#ffff00"],
        ],
      },
    ]);
    const picture = await pixelsOf(await heat.toPng());
    assert.equal(picture.at(225, 200), "#000080");
    assert.equal(picture.at(475, 200), "#ffff00");
    const bar = Array.from({ length: 25 }, (_, i) => picture.at(622, 80 + 10 * i));
    assert.match(bar[0], /^#(f|e)[0-9a-f](f|e)[0-9a-f][0-2][0-9a-f]$/, "yellow at the top");
    assert.match(bar[24], /^#[0-2][0-9a-f][0-2][0-9a-f][67][0-9a-f]$/, "dark blue at the bottom");
    assert.ok(new Set(bar).size > 20, "a gradient, not one colour");
  });

  it("draws WebGL scatter traces as SVG ones", async () => {
    const marker = { size: 20 };
    const points = framed([{ type: "scattergl", mode: "markers", x: [0, 1], y: [0, 1], marker }], {
      xaxis: { range: [-1, 3] },
      yaxis: { range: [-1, 3] },
    });
    const picture = await pixelsOf(await points.toPng());
    assert.equal(picture.at(225, 275), blue);
    assert.equal(picture.at(350, 200), blue);
    assert.equal(picture.at(475, 125), "#ffffff");
  });

  it("draws the pixels of an image trace, given as numbers or as a data URL", async () => {
    const canvas = createCanvas(2, 1);
    const context = canvas.getContext("2d");
    context.fillStyle = "#c81e0a";
    context.fillRect(0, 0, 1, 1);
    context.fillStyle = "#0ac81e";
    context.fillRect(1, 0, 1, 1);
    const range = { xaxis: { range: [-0.5, 1.5] }, yaxis: { range: [0.5, -0.5], scaleanchor: false } };
    for (const image of [
      {
        z: [
          [
            [200, 30, 10],
            [10, 200, 30],
          ],
        ],
      },
      { source: canvas.toDataURL("image/png") },
    ]) {
      const picture = await pixelsOf(await framed([{ type: "image", ...image }], range).toPng());
      assert.equal(picture.at(225, 200), "#c81e0a");
      assert.equal(picture.at(475, 200), "#0ac81e");
    }
  });

  it("keeps the legend clear of the plot and wide enough for its longest name", async () => {
    const name = "a rather long name of a curve";
    const picture = await pixelsOf(
      await figure([
        { y: [1, 2], name },
        { y: [2, 1], name: "b" },
      ]).toPng(),
    );
    const ink = (left: number, right: number) => 420 * (right - left) - picture.count("#ffffff", { left, right });
    assert.ok(ink(640, 690) > 100, "the end of the long name is inside the picture");
    assert.equal(ink(697, 700), 0, "nothing is cut off at the right edge");
  });

  it("puts the lines of a text under each other", async () => {
    const note = (text: string) => ({ text, x: 0.5, y: 0.5, showarrow: false, font: { size: 30, color: "#ff0000" } });
    const heights = await Promise.all(
      ["MM", "MM<br>MM"].map(async (text) => {
        const annotations = [note(text)];
        const hidden = { visible: false, range: [0, 1] };
        const picture = await pixelsOf(await framed([], { xaxis: hidden, yaxis: hidden, annotations }).toPng());
        const rows = Array.from({ length: 420 }, (_, y) => picture.count("#ff0000", { top: y, bottom: y + 1 }));
        return rows.filter((n) => n > 0).length;
      }),
    );
    assert.ok(heights[0] > 15 && Math.abs(heights[1] - 2 * heights[0]) <= 2, heights.join(" and "));
  });

  it("has the pixels that the scale asks for", async () => {
    const picture = await pixelsOf(await figure([{ y: [1, 2] }], { width: 300, height: 200 }).toPng({ scale: 1.5 }));
    assert.deepEqual([picture.width, picture.height], [450, 300]);
  });

  it("keeps many requests apart when they come at once", async () => {
    const colors = Array.from({ length: 8 }, (_, i) => `#0000${(16 * (i + 1)).toString(16).padStart(2, "0")}`);
    const size = { width: 100, height: 80, margin: { l: 0, r: 0, t: 0, b: 0 } };
    const pngs = await Promise.all(colors.map((plot_bgcolor) => figure([], { ...size, plot_bgcolor }).toPng()));
    const seen = await Promise.all(pngs.map(async (png) => (await pixelsOf(png)).at(50, 40)));
    assert.deepEqual(seen, colors);
  });

  it("gives the second curve the second colour", async () => {
    const line = { width: 6 };
    const two = framed(
      [
        { y: [1, 1], line },
        { y: [3, 3], line },
      ],
      { yaxis: { range: [0, 4] }, showlegend: false },
    );
    const picture = await pixelsOf(await two.toPng());
    assert.deepEqual([picture.at(350, 275), picture.at(350, 125)], [blue, vermilion]);
  });

  it("refuses what it cannot draw, with the reason", async () => {
    const message = async (promise: Promise<unknown>): Promise<string> => {
      const error: unknown = await promise.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof PlotError);
      return error.message;
    };
    assert.equal(
      await message(figure([{ y: [1] }, { type: "scatter3d" }]).toPng()),
      "figure: data[1] is a scatter3d, which needs WebGL or map tiles; it has no PNG form",
    );
    assert.equal(await message(figure([]).toPng({ scale: 0 })), "toPng: scale is 0; it must be above 0 and at most 4");
    assert.equal(
      await message(figure([], { width: 5 }).toPng()),
      "toPng: layout.width is 5; it must be between 10 and 4000 pixels",
    );
  });
});
