import assert from "node:assert/strict";
import fc from "fast-check";
import { centerCrop } from "../../src/augment/centerCrop";
import { crop } from "../../src/augment/crop";
import { cropAndFlip } from "../../src/augment/cropAndFlip";
import { evaluation } from "../../src/augment/evaluation";
import { randomResizedCrop } from "../../src/augment/randomResizedCrop";
import { tf } from "../../src/engine/tf";
import { key } from "../../src/random/key";
import { agree } from "../support/agree";
import { cropsInLoops } from "./drawn";
import { randomImages, valuesOf } from "./images";
import * as reference from "./reference";

/** Whole sides and these proportions never make half a pixel, so how halves are rounded does not matter. */
function boxInLoops([H, W]: number[], [h, w]: number[], proportion: number): number[] {
  const ratio = w / h;
  const [height, width] =
    ratio > W / H
      ? [Math.round((proportion / ratio) * W), Math.round(proportion * W)]
      : [Math.round(proportion * H), Math.round(proportion * ratio * H)];
  return [Math.floor((H - height + 1) / 2), Math.floor((W - width + 1) / 2), height, width];
}

describe("augment/centerCrop", () => {
  it("cuts and resizes as the authors' rule does in plain loops, for any shape", () => {
    const side = fc.integer({ min: 3, max: 12 });
    fc.assert(
      fc.property(side, side, side, side, fc.constantFrom(0.61, 0.813, 0.97), (H, W, h, w, proportion) => {
        const box = boxInLoops([H, W], [h, w], proportion);
        fc.pre(box[2] >= 1 && box[3] >= 1);
        const images = randomImages(H, [2, H, W]);
        const expected = images.arraySync().map((image) => reference.crop(image, box, [h, w]));
        const actual = valuesOf(() => centerCrop(images, { size: [h, w], proportion }));
        images.dispose();
        agree({ of: "centerCrop", with: "loops in float64" }, actual, expected.flat(3), 2e-6);
      }),
      { numRuns: 40 },
    );
  });

  it("takes 7/8 of the side and rounds halves to even: 196 of 224 pixels, 18 of 20, 10 of 12", () => {
    // 17.5 and 10.5 pixels.
    for (const [side, cut] of [
      [224, 196],
      [20, 18],
      [12, 10],
    ]) {
      const ramp = tf.tidy(() =>
        tf.range(0, side).div(side).reshape([1, side, 1, 1]).tile<tf.Tensor4D>([1, 1, side, 1]),
      );
      const top = Math.ceil((side - cut) / 2);
      const expected = valuesOf(() => crop(ramp, { boxes: tf.tensor2d([[top, top, cut, cut]]), size: [side, side] }));
      agree({ of: "centerCrop", with: "closed form" }, valuesOf(() => centerCrop(ramp)), expected, 1e-6); // prettier-ignore
      ramp.dispose();
    }
  });

  it("refuses a proportion outside its range", () => {
    tf.tidy(() =>
      assert.throws(() => centerCrop(tf.zeros([1, 4, 4, 3]), { proportion: 2 }), {
        name: "AugmentError",
        message: "centerCrop: proportion is 2; it must be between 0.01 and 1",
      }),
    );
  });
});

describe("augment/evaluation", () => {
  const transform = (height: number, size?: [number, number]): { actual: number[]; images: tf.Tensor4D } => {
    const images = randomImages(height, [1, height, height]);
    return { images, actual: valuesOf(() => evaluation(size && { size })(images, key(1))) };
  };

  it("leaves images of up to 32 pixels as they are, bit for bit, and crops larger ones", () => {
    for (const height of [4, 32]) {
      const { actual, images } = transform(height);
      assert.deepEqual(actual, [...images.dataSync()]);
      images.dispose();
    }
    const { actual, images } = transform(33);
    assert.deepEqual(
      actual,
      valuesOf(() => centerCrop(images)),
    );
    images.dispose();
  });

  it("goes by the size of the result: an image that is made small is resized whole", () => {
    const { actual, images } = transform(40, [32, 32]);
    assert.deepEqual(actual, valuesOf(() => centerCrop(images, { size: [32, 32], proportion: 1 }))); // prettier-ignore
    images.dispose();
  });

  it("draws nothing", () => {
    const images = randomImages(1, [2, 40, 40]);
    assert.deepEqual(
      valuesOf(() => evaluation()(images, key(1))),
      valuesOf(() => evaluation()(images, key(2))),
    );
    images.dispose();
  });
});

describe("augment/cropAndFlip", () => {
  it("is the random resized crop, mirrored half of the time, and nothing else", () => {
    const images = randomImages(5, [20, 8, 8]);
    assert.deepEqual(
      valuesOf(() => cropAndFlip({ size: [6, 6] })(images, key(4))),
      valuesOf(() => randomResizedCrop({ size: [6, 6], flipProbability: 0.5 })(images, key(4))),
    );
    const expected = tf.tidy(() => cropsInLoops(images.arraySync(), key(4), { size: [6, 6], flipProbability: 0.5 }));
    const actual = valuesOf(() => cropAndFlip({ size: [6, 6] })(images, key(4)));
    agree({ of: "cropAndFlip", with: "loops in float64" }, actual, expected.flat(3), 2e-6);
    // A mean of colours does not change where there is one colour.
    const grays = tf.tidy(() => tf.tile(tf.linspace(0, 1, 5).reshape([5, 1, 1, 1]), [1, 6, 6, 3]) as tf.Tensor4D);
    const views = valuesOf(() => cropAndFlip({ interpolation: "bicubic" })(grays, key(1)));
    agree({ of: "cropAndFlip", with: "closed form" }, views, [...grays.dataSync()], 1e-6);
    tf.dispose([images, grays]);
  });
});
