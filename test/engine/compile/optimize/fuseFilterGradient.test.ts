import assert from "node:assert/strict";
import { compile } from "../../../../src/engine/compile";
import { graphFunctions } from "../../../../src/engine/compile/nativeGraph";
import { op } from "../../../../src/engine/op";
import { tf } from "../../../../src/engine/tf";
import { agree, free, wave } from "../agree";

interface Case {
  images: number;
  size: [number, number];
  channels: [number, number];
  filter: [number, number];
  stride: number;
  padding: "same" | "valid";
}

const cases: Case[] = [
  { images: 3, size: [4, 4], channels: [8, 16], filter: [3, 3], stride: 1, padding: "same" },
  { images: 1, size: [4, 4], channels: [16, 32], filter: [3, 3], stride: 1, padding: "valid" },
  { images: 5, size: [9, 7], channels: [8, 48], filter: [3, 3], stride: 2, padding: "same" },
  { images: 4, size: [8, 8], channels: [16, 32], filter: [1, 1], stride: 2, padding: "same" },
  { images: 2, size: [11, 10], channels: [24, 16], filter: [5, 3], stride: 3, padding: "valid" },
  { images: 2, size: [32, 32], channels: [16, 32], filter: [3, 3], stride: 2, padding: "same" },
  { images: 2, size: [2, 2], channels: [8, 16], filter: [3, 3], stride: 1, padding: "same" },
  // The filter reaches beyond an image by less than a stride.
  { images: 3, size: [2, 2], channels: [8, 16], filter: [3, 3], stride: 2, padding: "same" },
  { images: 2, size: [1, 1], channels: [8, 16], filter: [3, 3], stride: 2, padding: "same" },
  { images: 2, size: [4, 3], channels: [16, 32], filter: [7, 5], stride: 3, padding: "same" },
];

const named = ({ images, size, channels, filter, stride, padding }: Case): string =>
  `${images} images of ${size.join(" x ")}, ${channels.join(" to ")} channels, filter ${filter.join(" x ")}, stride ${stride}, ${padding}`;

/** Loops in float64: the sum over images and places of x times dy. */
function inLoops(
  x: number[][][][],
  dy: number[][][][],
  { filter, stride }: Case,
  [top, left]: number[],
): number[][][][] {
  return Array.from({ length: filter[0] }, (_, kh) =>
    Array.from({ length: filter[1] }, (_, kw) =>
      x[0][0][0].map((_, i) =>
        dy[0][0][0].map((_, o) => {
          let sum = 0;
          dy.forEach((image, n) =>
            image.forEach((row, h) =>
              row.forEach((pixel, w) => {
                sum += (x[n][h * stride + kh - top]?.[w * stride + kw - left]?.[i] ?? 0) * pixel[o];
              }),
            ),
          );
          return sum;
        }),
      ),
    ),
  );
}

describe("the gradient of a convolution by its filter, by our kernel", () => {
  for (const one of cases)
    it(`equals plain loops: ${named(one)}`, () => {
      const { images, size, channels, filter, stride, padding } = one;
      const x = wave<tf.Rank.R4>([images, ...size, channels[0]]);
      const outSize = size.map((length, axis) =>
        padding === "same" ? Math.ceil(length / stride) : Math.floor((length - filter[axis]) / stride) + 1,
      ) as [number, number];
      const dy = wave<tf.Rank.R4>([images, ...outSize, channels[1]], 2);
      const before = size.map((length, axis) =>
        padding === "same" ? Math.max(0, (outSize[axis] - 1) * stride + filter[axis] - length) >> 1 : 0,
      );
      const gradient = op<tf.Tensor4D>("ContrastbookFilterGradient", [x, dy], {
        filter_height: { int: filter[0] },
        filter_width: { int: filter[1] },
        stride: { int: stride },
        top: { int: before[0] },
        left: { int: before[1] },
      });
      const expected = tf.tensor4d(inLoops(x.arraySync(), dy.arraySync(), one, before));
      agree(gradient, expected, 1e-5);
      free(x, dy, gradient, expected);
    });

  for (const one of cases)
    it(`is what a compiled step uses, equal to TensorFlow's: ${named(one)}`, () => {
      const { images, size, channels, filter, stride, padding } = one;
      const x = wave<tf.Rank.R4>([images, ...size, channels[0]]);
      const w = wave<tf.Rank.R4>([...filter, ...channels], 3);
      const step = compile((given: tf.Tensor4D, kernel: tf.Tensor4D) =>
        tf.grad((k: tf.Tensor) =>
          tf
            .conv2d(given, k as tf.Tensor4D, stride, padding)
            .sin()
            .sum(),
        )(kernel),
      );
      const [actual, expected] = [step(x, w), step.eager(x, w)];
      agree(actual, expected, 2e-5);
      assert.equal(step.graph().includes("ContrastbookFilterGradient"), graphFunctions().avx512);
      step.dispose();
      free(x, w, actual, expected);
    });

  it("refuses a stride and a filter of 0, where a division by them would end the process", () => {
    const [x, dy] = [wave<tf.Rank.R4>([2, 4, 4, 8]), wave<tf.Rank.R4>([2, 4, 4, 16])];
    const run = (stride: number, height: number): tf.Tensor =>
      op("ContrastbookFilterGradient", [x, dy], {
        filter_height: { int: height },
        filter_width: { int: 3 },
        stride: { int: stride },
        top: { int: 1 },
        left: { int: 1 },
      });
    assert.throws(
      () => run(0, 3),
      /ContrastbookFilterGradient: filter_height, filter_width and stride must be at least 1/,
    );
    assert.throws(
      () => run(1, -3),
      /ContrastbookFilterGradient: filter_height, filter_width and stride must be at least 1/,
    );
    free(x, dy);
  });

  it("leaves to TensorFlow what it is not made for: other channels, large images", () => {
    for (const shape of [
      [2, 4, 4, 3],
      [2, 16, 16, 8],
    ] as [number, number, number, number][]) {
      const x = wave<tf.Rank.R4>(shape);
      const w = wave<tf.Rank.R4>([3, 3, shape[3], 16], 3);
      const step = compile((given: tf.Tensor4D, kernel: tf.Tensor4D) =>
        tf.grad((k: tf.Tensor) => tf.conv2d(given, k as tf.Tensor4D, 1, "same").sum())(kernel),
      );
      free(step(x, w));
      assert.ok(step.graph().includes("Conv2DBackpropFilter"));
      step.dispose();
      free(x, w);
    }
  });
});
