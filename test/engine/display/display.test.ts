import assert from "node:assert/strict";
import { imageGrid, type ImageGridOptions } from "../../../src/engine/display/imageGrid";
import "../../../src/engine/display/tensorDisplay";
import { tf } from "../../../src/engine/tf";
import { displaySymbol, type Displayable } from "../../../src/report/displayable";

type Bundle = { "text/plain": string; "image/png"?: string };

const show = (value: unknown): Bundle => (value as Displayable)[displaySymbol]() as Bundle;
const text = (make: () => tf.Tensor): string => tf.tidy(() => show(make())["text/plain"]);

/** The pixels of a PNG, `[H][W][RGB]`, by TensorFlow's decoder. */
const decode = (png: string | undefined): number[][][] =>
  tf.tidy(() => tf.node.decodePng(Buffer.from(png ?? "", "base64"), 3).arraySync());

const gap = 4;

describe("the display of a tensor", () => {
  it("is its dtype, shape, range and values", () => {
    assert.equal(text(() => tf.scalar(3)), "float32 []\n3"); // prettier-ignore
    assert.equal(text(() => tf.tensor2d([[1, 2], [3, 4.5]])), "float32 [2, 2]\nmin 1, mean 2.625, max 4.5\n[[1, 2  ],\n [3, 4.5]]"); // prettier-ignore
    assert.equal(
      text(() => tf.tensor1d(["a", "b"], "string")),
      "string [2]\n['a', 'b']",
    );
    assert.equal(
      text(() => tf.tensor1d([true, false], "bool")),
      "bool [2]\n[true, false]",
    );
  });

  it("leaves out what is too long, and names the range of all values", () => {
    assert.equal(
      text(() => tf.range(0, 60, 1).reshape([3, 4, 5])),
      "float32 [3, 4, 5]\nmin 0, mean 29.5, max 59\n[0, 1, 2, 3, 4, 5, 6, 7, ...]",
    );
    assert.match(text(() => tf.range(0, 1000, 1)), /^float32 \[1000\]\nmin 0, mean 499.5, max 999\n\[0, 1, 2, \.\.\., 997, 998, 999\]$/); // prettier-ignore
  });

  it("counts what is not finite", () => {
    assert.equal(text(() => tf.tensor1d([1, NaN, Infinity, 3])).split("\n")[1], "min 1, mean 2, max 3; 2 not finite");
    assert.equal(text(() => tf.tensor1d([NaN, NaN])).split("\n")[1], "2 not finite");
  });

  it("says when the tensor is disposed, and names a variable", () => {
    const tensor = tf.zeros([2, 2]);
    tensor.dispose();
    assert.deepEqual(show(tensor), { "text/plain": "float32 [2, 2], disposed" });
    const variable = tf.tidy(() => tf.variable(tf.zeros([1]), true, "weights"));
    assert.equal(show(variable)["text/plain"], "Variable weights: float32 [1]\n[0]");
    variable.dispose();
  });

  it("shows a picture of what has the shape of one, and of nothing else", () => {
    const hasPicture = (shape: number[], dtype: tf.DataType = "float32"): boolean =>
      tf.tidy(() => "image/png" in show(tf.zeros(shape, dtype)));
    for (const shape of [[8, 8, 3], [8, 9, 1], [2, 16, 8, 3], [1, 32, 32, 1]]) assert.ok(hasPicture(shape), `${shape.join()}`); // prettier-ignore
    for (const shape of [[7, 8, 3], [8, 8], [8, 8, 2], [3, 3, 16, 32], [0, 8, 8, 3], [1, 1, 8, 8, 3]]) assert.ok(!hasPicture(shape), `${shape.join()}`); // prettier-ignore
    assert.ok(hasPicture([8, 8, 3], "int32"));
    assert.ok(!hasPicture([8, 8, 3], "bool"));
  });

  it("draws every pixel in its colour, as a sharp square", () => {
    const values = tf.tidy(() => tf.round(tf.linspace(0, 255, 8 * 8 * 3)).reshape([8, 8, 3]).toInt() as tf.Tensor3D); // prettier-ignore
    const pixels = decode(show(values)["image/png"]);
    const scale = 12;
    assert.equal(pixels.length, 8 * scale + 2 * gap);
    values.arraySync().forEach((row, y) =>
      row.forEach((pixel, x) => {
        for (const [dy, dx] of [
          [0, 0],
          [scale - 1, scale - 1],
        ])
          // prettier-ignore
          assert.deepEqual(pixels[gap + y * scale + dy][gap + x * scale + dx], pixel, `${y}, ${x}`);
      }),
    );
    values.dispose();
  });

  it("takes floats in [0, 1] as they are, and stretches others and says so", () => {
    const corner = (values: number[]): [number[], string] =>
      tf.tidy(() => {
        const bundle = show(tf.tensor3d([...values, ...Array<number>(64 - values.length).fill(values[0])], [8, 8, 1]));
        const row = decode(bundle["image/png"])[gap];
        return [values.map((_, i) => row[gap + i * 12][0]), bundle["text/plain"].split("\n").at(-1) ?? ""];
      });
    assert.deepEqual(corner([0.2, 0.4, 1])[0], [51, 102, 255]);
    assert.deepEqual(corner([0.2, 1.000001])[0], [51, 255]);
    assert.deepEqual(corner([-1, 0.5, 2]), [[0, 128, 255], "values from -1 to 2 stretched to black and white"]);
    assert.deepEqual(corner([1, NaN, 3]), [[0, 0, 255], "values from 1 to 3 stretched to black and white; 1 not finite, shown black"]); // prettier-ignore
  });

  it("shows the first 32 of a larger batch and says so", () => {
    const bundle = tf.tidy(() => show(tf.zeros([33, 8, 8, 1])));
    assert.match(bundle["text/plain"], /\nthe first 32 are shown$/);
    assert.equal(decode(bundle["image/png"]).length, 4 * (8 * 12 + gap) + gap);
  });
});

describe("imageGrid", () => {
  const grid = (shape: number[], options?: ImageGridOptions): Bundle =>
    tf.tidy(() => show(imageGrid(tf.fill(shape, 0.4), options)));
  const size = (shape: number[], options?: ImageGridOptions): number[] => {
    const pixels = decode(grid(shape, options)["image/png"]);
    return [pixels.length, pixels[0].length];
  };

  it("lays the pictures out in the columns and at the scale asked for", () => {
    assert.deepEqual(size([5, 8, 10, 3], { columns: 3, scale: 2 }), [2 * (16 + gap) + gap, 3 * (20 + gap) + gap]);
    assert.deepEqual(size([8, 10, 3], { scale: 1 }), [8 + 2 * gap, 10 + 2 * gap]);
  });

  it("enlarges small pictures and not large ones", () => {
    assert.deepEqual(size([1, 32, 32, 3]), [96 + 2 * gap, 96 + 2 * gap]);
    assert.deepEqual(size([8, 224, 224, 3]), [224 + 2 * gap, 8 * (224 + gap) + gap]);
  });

  it("writes the labels under the pictures, in black on white", () => {
    const pixels = decode(grid([2, 8, 8, 3], { scale: 4, labels: ["deer", ""] })["image/png"]);
    const below = pixels.slice(gap + 32, gap + 32 + 14);
    const darkest = (from: number): number =>
      Math.min(...below.flatMap((row) => row.slice(from, from + 32).map(([r]) => r)));
    assert.ok(darkest(gap) < 100, "letters under the first");
    assert.equal(darkest(2 * gap + 32), 255, "nothing under the second");
  });

  it("can be shown after the tensor is gone", () => {
    const images = tf.ones([2, 8, 8, 1]);
    const shown = imageGrid(images);
    images.dispose();
    assert.equal(show(shown)["text/plain"], "2 images of 8 x 8");
    assert.deepEqual(decode(show(shown)["image/png"])[gap][gap], [255, 255, 255]);
  });

  it("refuses what is no picture and what is no layout, with the exact message", () => {
    const refuses = (shape: number[], options: ImageGridOptions, message: string) =>
      assert.throws(() => grid(shape, options), { name: "EngineError", message });
    refuses(
      [4, 10],
      {},
      "imageGrid: the images are float32 [4, 10]; they must be [N, H, W, 1|3] or [H, W, 1|3], at least 8 x 8",
    );
    refuses([8, 8, 3], { columns: 0 }, "imageGrid: columns is 0; it must be a whole number from 1");
    refuses([8, 8, 3], { scale: 1.5 }, "imageGrid: scale is 1.5; it must be a whole number from 1");
  });
});
