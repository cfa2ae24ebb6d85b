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

  it("shows the picture of each point under the mouse, over its class and text", () => {
    // one pixel an image: red, green, blue
    const images = { images: Uint8Array.from([255, 0, 0, 0, 255, 0, 0, 0, 255]), shape: [1, 1, 3] as const };
    const points = [0, 1, 2].map((x) => [x, x]);
    const { data } = scatter2d(points, [0, 1, 0], { classNames: ["cat", "dog"], hover: ["a", "b", "c"], images });
    const [cats, dogs] = data.map(({ text }) => text as string[]);
    assert.equal(cats.length, 2);
    assert.match(cats[1], /fill:#00f'>█.*<b>cat<\/b>.*c<\/span>$/);
    assert.match(dogs[0], /fill:#0f0'>█.*<b>dog<\/b>.*b<\/span>$/);
    assert.deepEqual(
      data.map(({ hovertemplate }) => hovertemplate),
      ["%{text}<extra></extra>", "%{text}<extra></extra>"],
    );
  });

  it("stays under 1 MB with the pictures of 300 and of 1000 points", () => {
    const noise = Uint8Array.from({ length: 1000 * 3072 }, (_, i) => (i * 7919) % 251);
    for (const count of [300, 1000]) {
      const points = Array.from({ length: count }, (_, i) => [Math.sin(i), Math.cos(i)]);
      const labels = points.map((_, i) => i % 10);
      const figure = scatter2d(points, labels, { images: { images: noise, shape: [32, 32, 3] } });
      const bytes = Buffer.byteLength(JSON.stringify(figure));
      assert.ok(bytes > 500_000 && bytes < 950_000, `${count}: ${bytes}`);
    }
  });

  it("refuses pictures that are too few, or for too many points", () => {
    const images = { images: new Uint8Array(2), shape: [1, 1, 1] as const };
    const message = (points: number) =>
      new PlotError(`scatter2d: ${points} points and 2 images; an image each is needed, for at most 1000 points`);
    for (const count of [3, 1001]) {
      const points = Array.from({ length: count }, () => [0, 0]);
      const make = () => scatter2d(points, new Uint8Array(count), { images });
      assert.throws(make, message(count));
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
