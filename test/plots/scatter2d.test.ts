import assert from "node:assert/strict";
import { PlotError } from "../../src/plots/plotError";
import { scatter2d } from "../../src/plots/scatter2d";
import { pixelsOf } from "./png/pixels";

describe("scatter2d", () => {
  it("puts every point into the trace of its class, with its hover text", () => {
    const points = [
      [1, 2],
      [3, 4],
      [5, 6],
    ];
    const { data } = scatter2d(points, [1, 0, 1], { classNames: ["cat", "dog"], hover: ["#0", "#1", "#2"] });
    assert.deepEqual(
      data.map(({ name, x, y, text }) => ({ name, x, y, text })),
      [
        { name: "cat", x: [3], y: [4], text: ["#1"] },
        { name: "dog", x: [1, 5], y: [2, 6], text: ["#0", "#2"] },
      ],
    );
    assert.equal(data[1].hovertemplate, "dog<br>%{text}<extra></extra>");
  });

  it("gives a class the same colour whichever classes are present", () => {
    const color = (labels: number[]) =>
      scatter2d(
        labels.map(() => [0, 0]),
        labels,
      ).data.map(({ marker }) => (marker as { color: string }).color);
    assert.deepEqual(color([3]), [color([0, 1, 2, 3])[3]]);
    assert.equal(new Set(color([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])).size, 10);
  });

  it("keeps the picture of a thousand points in ten classes under 65 kB, every class visible", async () => {
    const labels = Array.from({ length: 1000 }, (_, i) => i % 10);
    const points = labels.map((label, i) => [label + Math.sin(i * 12.9898), Math.cos(label) + Math.sin(i * 78.233)]);
    const figure = scatter2d(points, labels);
    const png = await figure.toPng();
    assert.ok(png.length < 65_000, `${png.length} bytes`);
    const picture = await pixelsOf(png);
    for (const { marker } of figure.data) {
      assert.ok(picture.count((marker as { color: string }).color, { right: 570 }) > 100);
    }
  });

  it("refuses unequal lengths, points that are no pairs and labels without a class", () => {
    const refuses = (make: () => unknown, message: string) => assert.throws(make, new PlotError(message));
    refuses(() => scatter2d([[0, 0]], [0, 1]), "scatter2d: 1 points, 2 labels; all need the same length");
    refuses(() => scatter2d([[0, 0, 0]], [0]), "scatter2d: point 0 has 3 coordinates; a point is a pair [x, y]");
    refuses(
      () => scatter2d([[0, 0]], [2], { classNames: ["cat", "dog"] }),
      "scatter2d: label 2 has no class; labels must be 0 to 1",
    );
    refuses(() => scatter2d([[0, 0]], [0.5]), "scatter2d: label 0.5 has no class; labels must be whole numbers from 0");
  });
});
