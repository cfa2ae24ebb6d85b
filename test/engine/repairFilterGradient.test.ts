import assert from "node:assert/strict";
import { compile } from "../../src/engine/compile";
import { tf } from "../../src/engine/tf";
import { key } from "../../src/random/key";
import { normal } from "../../src/random/normal";

interface Sizes {
  side: number;
  channels: number;
  filters: number;
  stride: number;
}

/** Of a 1 x 1 convolution in float64: each filter weight meets every stride-th pixel. */
function byLoops(x: tf.Tensor4D, dy: tf.Tensor4D, { side, channels, filters, stride }: Sizes): number[] {
  const [pixels, slopes] = [x.dataSync(), dy.dataSync()];
  const [images, places] = [x.shape[0], Math.ceil(side / stride)];
  const gradient = new Array<number>(channels * filters).fill(0);
  for (let n = 0; n < images; n++)
    for (let i = 0; i < places; i++)
      for (let j = 0; j < places; j++)
        for (let c = 0; c < channels; c++)
          for (let k = 0; k < filters; k++)
            gradient[c * filters + k] +=
              pixels[((n * side + i * stride) * side + j * stride) * channels + c] *
              slopes[((n * places + i) * places + j) * filters + k];
  return gradient;
}

// Where oneDNN takes another path, as with AVX-512, these hold without the repair too.
describe("the gradient of a 1 x 1 filter with a stride", () => {
  for (const padding of ["same", "valid"] as const)
    for (const side of [8, 7])
      for (const channels of [1, 2, 3, 4, 5, 8])
        it(`is that of plain loops, ${channels} channels, ${side} x ${side} pixels, ${padding}, compiled too`, () => {
          const sizes = { side, channels, filters: 8, stride: 2 };
          const places = Math.ceil(side / 2);
          const x = tf.tidy(() => normal<tf.Rank.R4>(key(1), [8, side, side, channels]));
          const dy = tf.tidy(() => normal<tf.Rank.R4>(key(2), [8, places, places, 8]));
          const filter = tf.tidy(() => normal<tf.Rank.R4>(key(3), [1, 1, channels, 8]));
          const gradient = (image: tf.Tensor4D, weights: tf.Tensor4D, slope: tf.Tensor4D): tf.Tensor =>
            tf.grad((w) => tf.conv2d(image, w as tf.Tensor4D, 2, padding))(weights, slope);
          const step = compile(gradient);
          const expected = byLoops(x, dy, sizes);
          for (const found of [gradient(x, filter, dy), step(x, filter, dy)]) {
            assert.deepEqual(found.shape, [1, 1, channels, 8]);
            found.dataSync().forEach((value, n) => assert.ok(Math.abs(value - expected[n]) < 1e-4, `${n}`));
            found.dispose();
          }
          step.dispose();
          tf.dispose([x, dy, filter]);
        });
});
