import assert from "node:assert/strict";
import fc from "fast-check";
import { sobel } from "../../src/augment/sobel";
import { sobelMagnitude } from "../../src/augment/sobelMagnitude";
import { tf } from "../../src/engine/tf";
import { key } from "../../src/random/key";
import { mean } from "../random/statistics";
import { agree } from "../support/agree";
import { distance, randomImages, valuesOf } from "./images";
import * as reference from "./reference";
import { scipy } from "./scipy";

describe("augment/sobelMagnitude", () => {
  it("equals plain loops for any image, at the borders too", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 2, max: 8 }), fc.nat(), (height, width, seed) => {
        const images = randomImages(seed, [3, height, width]);
        const expected = images.arraySync().map(reference.sobel);
        const actual = valuesOf(() => sobelMagnitude(images));
        images.dispose();
        // A root is steep at 0: an error of 1e-7 under it is one of 3e-4 beyond it.
        const squares = (all: number[]): number[] => all.map((g) => g ** 2);
        agree({ of: "sobelMagnitude", with: "loops in float64" }, squares(actual), squares(expected.flat(3)), 2e-6);
      }),
    );
  });

  it("equals SciPy's two Sobel filters", () => {
    const actual = valuesOf(() => sobelMagnitude(tf.tensor4d(scipy.picture, [1, ...scipy.shape])));
    agree({ of: "sobelMagnitude", with: "SciPy 1.17.1" }, actual, scipy.sobel, 1e-5);
  });

  it("is 1 on both sides of a straight edge from black to white, 0 where nothing changes, clipped at a corner", () => {
    const edge = valuesOf(() => sobelMagnitude(tf.tensor4d([0, 0, 1, 1, 0, 0, 1, 1], [1, 2, 4, 1])));
    assert.deepEqual(edge, [0, 1, 1, 0, 0, 1, 1, 0]);
    const faint = valuesOf(() => sobelMagnitude(tf.tensor4d([0.25, 0.25, 0.5, 0.5], [1, 4, 1, 1]).tile([1, 1, 4, 1])));
    assert.deepEqual(faint, [0, 0, 0, 0, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0, 0, 0, 0]);
    const corner = tf.tidy(() =>
      sobelMagnitude(tf.tensor4d([0, 0, 1, 0, 0, 1, 1, 1, 1], [1, 3, 3, 1]))
        .as2D(3, 3)
        .arraySync(),
    );
    assert.equal(corner[1][1], 1); // √18 / 4 unclipped
  });

  it("commutes with mirroring and with exchanging rows and columns", () => {
    const images = randomImages(1, [2, 6, 6]);
    for (const change of [
      (batch: tf.Tensor4D) => tf.reverse(batch, 2),
      (batch: tf.Tensor4D) => tf.transpose(batch, [0, 2, 1, 3]),
    ])
      assert.ok(
        distance(
          valuesOf(() => sobelMagnitude(change(images))),
          valuesOf(() => change(sobelMagnitude(images))),
        ) < 1e-6,
      );
    images.dispose();
  });

  it("refuses images of one row or column, with the exact message", () => {
    tf.tidy(() =>
      assert.throws(() => sobelMagnitude(tf.zeros([1, 1, 5, 3])), {
        name: "AugmentError",
        message: "sobelMagnitude: the images are 1 x 5 pixels; they must be at least 2 x 2",
      }),
    );
  });
});

describe("augment/sobel", () => {
  it("is the magnitude of every image, or of as many as asked, the others bit for bit", () => {
    const images = randomImages(2, [500, 4, 4]);
    const edges = tf.tidy(() => sobelMagnitude(images).arraySync());
    const pixels = images.arraySync();
    const squares = (all: number[]): number[] => all.map((g) => g ** 2);
    const loops = squares(pixels.map(reference.sobel).flat(3));
    agree({ of: "sobel", with: "loops in float64" }, squares(valuesOf(() => sobel()(images, key(1)))), loops, 2e-6); // prettier-ignore
    const picture = valuesOf(() => sobel()(tf.tensor4d(scipy.picture, [1, ...scipy.shape]), key(1)));
    agree({ of: "sobel", with: "SciPy 1.17.1" }, picture, scipy.sobel, 1e-5);
    const always = tf.tidy(() => sobel()(images, key(1)).arraySync());
    const sometimes = tf.tidy(() => sobel({ probability: 0.4 })(images, key(1)).arraySync());
    images.dispose();
    assert.deepEqual(always, edges);
    const changed = sometimes.map((image, n) => {
      const kept = image[0][0][0] === pixels[n][0][0][0];
      assert.deepEqual(image, kept ? pixels[n] : edges[n]);
      return Number(!kept);
    });
    assert.ok(Math.abs(mean(changed) - 0.4) < 4 * Math.sqrt(0.24 / 500));
  });

  it("refuses a probability outside [0, 1], with the exact message", () => {
    assert.throws(() => sobel({ probability: 2 }), {
      name: "AugmentError",
      message: "sobel: probability is 2; it must be between 0 and 1",
    });
  });
});
