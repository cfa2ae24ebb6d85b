import assert from "node:assert/strict";
import fc from "fast-check";
import { rotate, sampleQuarters } from "../../src/augment/rotate";
import { rotateQuarters } from "../../src/augment/rotateQuarters";
import { tf } from "../../src/engine/tf";
import { key } from "../../src/random/key";
import { agree } from "../support/agree";
import { randomImages, valuesOf } from "./images";
import * as reference from "./reference";

const quarterTurns = (quarters: number[]): tf.Tensor1D => tf.tensor1d(quarters, "int32");

describe("augment/rotateQuarters", () => {
  it("equals plain loops bit for bit, each image by its own angle", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 6 }),
        fc.nat(),
        (quarters, size, seed) => {
          const images = randomImages(seed, [quarters.length, size, size]);
          const expected = images.arraySync().map((image, n) => reference.rotate(image, quarters[n]));
          const actual = valuesOf(() => rotateQuarters(images, quarterTurns(quarters)));
          images.dispose();
          agree({ of: "rotateQuarters", with: "loops in float64" }, actual, expected.flat(3), 0);
        },
      ),
    );
  });

  it("turns counter-clockwise: the upper right corner comes to the upper left", () => {
    const image = tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]);
    const turned = [0, 1, 2, 3].map((quarters) => valuesOf(() => rotateQuarters(image, quarterTurns([quarters]))));
    image.dispose();
    assert.deepEqual(turned, [
      [1, 2, 3, 4],
      [2, 4, 1, 3],
      [4, 3, 2, 1],
      [3, 1, 4, 2],
    ]);
  });

  it("by q and then by r is by q + r, modulo four", () => {
    const images = randomImages(1, [4, 5, 5]);
    const by = (quarters: number) => (batch: tf.Tensor4D) => rotateQuarters(batch, tf.fill([4], quarters, "int32"));
    for (const [q, r] of [0, 1, 2, 3].flatMap((q) => [0, 1, 2, 3].map((r) => [q, r])))
      assert.deepEqual(
        valuesOf(() => by(r)(by(q)(images))),
        valuesOf(() => by((q + r) % 4)(images)),
      );
    images.dispose();
  });

  it("refuses images that are not square, with the exact message", () => {
    tf.tidy(() =>
      assert.throws(() => rotateQuarters(tf.zeros([2, 4, 6, 3]), quarterTurns([0, 0])), {
        name: "AugmentError",
        message: "rotateQuarters: the images are 4 x 6 pixels; they must be square",
      }),
    );
  });
});

describe("augment/rotate", () => {
  it("draws 0, 90, 180 and 270 degrees equally often", () => {
    const drawn = valuesOf(() => sampleQuarters(key(3), 20_000));
    const counts = [0, 1, 2, 3].map((quarters) => drawn.filter((each) => each === quarters).length);
    assert.equal(counts.reduce((a, b) => a + b), 20_000); // prettier-ignore
    const chiSquare = counts.reduce((sum, count) => sum + (count - 5000) ** 2 / 5000, 0);
    // 3 degrees of freedom: above 21.1 with probability 1e-4.
    assert.ok(chiSquare < 21.1, `${chiSquare}`);
  });

  it("rotates each image by the angle drawn for it", () => {
    const images = randomImages(2, [20, 4, 4]);
    const quarters = valuesOf(() => sampleQuarters(key(6), 20));
    const expected = images.arraySync().map((image, n) => reference.rotate(image, quarters[n]));
    const turn = (batch: tf.Tensor4D): tf.Tensor4D => rotate()(batch, key(6));
    agree({ of: "rotate", with: "loops in float64" }, valuesOf(() => turn(images)), expected.flat(3), 0); // prettier-ignore
    const four = valuesOf(() => turn(turn(turn(turn(images)))));
    agree({ of: "rotate", with: "itself applied four times" }, four, [...images.dataSync()], 0);
    images.dispose();
  });

  it("refuses images that are not square in its own name", () => {
    tf.tidy(() =>
      assert.throws(() => rotate()(tf.zeros([2, 4, 6, 3]), key(1)), {
        name: "AugmentError",
        message: "rotate: the images are 4 x 6 pixels; they must be square",
      }),
    );
  });
});
