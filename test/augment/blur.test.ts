import assert from "node:assert/strict";
import fc from "fast-check";
import { blur } from "../../src/augment/blur";
import { gaussianBlur, sampleSigmas } from "../../src/augment/gaussianBlur";
import { tf } from "../../src/engine/tf";
import { key } from "../../src/random/key";
import { kolmogorovSmirnov, mean, variance } from "../random/statistics";
import { agree } from "../support/agree";
import { randomImages, valuesOf } from "./images";
import * as reference from "./reference";
import { scipy } from "./scipy";

const sigmas = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 4, noNaN: true })), {
  minLength: 1,
  maxLength: 4,
});

describe("augment/blur", () => {
  it("equals one sum over a square in plain loops, for any sigmas, kernel and image, at the borders too", () => {
    fc.assert(
      fc.property(
        sigmas,
        fc.record({ height: fc.integer({ min: 4, max: 9 }), width: fc.integer({ min: 4, max: 9 }) }),
        fc.constantFrom(1, 3, 5, 7),
        fc.nat(),
        (sigma, { height, width }, kernelSize, seed) => {
          const images = randomImages(seed, [sigma.length, height, width]);
          const pixels = images.arraySync();
          const expected = sigma.map((each, n) => reference.blur(pixels[n], each, kernelSize));
          const actual = valuesOf(() => blur(images, { sigma: tf.tensor1d(sigma), kernelSize }));
          images.dispose();
          agree({ of: "blur", with: "loops in float64" }, actual, expected.flat(3), 2e-6);
        },
      ),
    );
  });

  it("equals SciPy's Gaussian filter", () => {
    for (const { sigma, kernelSize, pixels } of scipy.blurred) {
      const actual = valuesOf(() =>
        blur(tf.tensor4d(scipy.picture, [1, ...scipy.shape]), { sigma: tf.tensor1d([sigma]), kernelSize }),
      );
      agree({ of: "blur", with: "SciPy 1.17.1" }, actual, pixels, 1e-6);
    }
  });

  it("keeps what is constant, and spreads a point with variance sigma² along each axis", () => {
    const gray = valuesOf(() => blur(tf.fill([2, 6, 9, 1], 0.3), { sigma: tf.tensor1d([0.5, 3]), kernelSize: 7 }));
    assert.ok(gray.every((value) => Math.abs(value - 0.3) < 1e-6));
    const point = tf.tidy(() => tf.oneHot(tf.tensor1d([20 * 41 + 20], "int32"), 41 * 41).toFloat());
    const spread = tf.tidy(() =>
      blur(point.reshape([1, 41, 41, 1]), { sigma: tf.tensor1d([2]), kernelSize: 31 })
        .as2D(41, 41)
        .arraySync(),
    );
    point.dispose();
    const momentAlong = (position: (y: number, x: number) => number): number =>
      spread.flatMap((row, y) => row.map((value, x) => value * (position(y, x) - 20) ** 2)).reduce((a, b) => a + b);
    assert.ok(Math.abs(momentAlong((y) => y) - 4) < 1e-3);
    assert.ok(Math.abs(momentAlong((_, x) => x) - 4) < 1e-3);
  });

  it("leaves an image of sigma 0 bit for bit", () => {
    const images = randomImages(1, [2, 8, 8]);
    const blurred = tf.tidy(() => blur(images, { sigma: tf.tensor1d([0, 1]), kernelSize: 5 }).arraySync());
    const pixels = images.arraySync();
    images.dispose();
    assert.deepEqual(blurred[0], pixels[0]);
    assert.notDeepEqual(blurred[1], pixels[1]);
  });

  it("refuses a kernel that is even or reaches beyond the reflection, with the exact message", () => {
    for (const kernelSize of [4, 0, -1, 2.5, 17, Number.NaN])
      tf.tidy(() =>
        assert.throws(() => blur(tf.zeros([1, 8, 9, 3]), { sigma: tf.tensor1d([1]), kernelSize }), {
          name: "AugmentError",
          message: `blur: kernelSize is ${kernelSize}; it must be odd, from 1 and below twice the height and width of the images, [8, 9]`,
        }),
      );
    tf.dispose(tf.tidy(() => blur(tf.zeros([1, 8, 9, 3]), { sigma: tf.tensor1d([1]), kernelSize: 15 })));
  });
});

describe("augment/gaussianBlur", () => {
  const draw = (options: Partial<Parameters<typeof sampleSigmas>[2]> = {}): number[] =>
    valuesOf(() => sampleSigmas(key(4), 20_000, { sigma: [0.1, 2], probability: 0.5, ...options }));

  it("draws sigma uniformly, and leaves an image alone as often as asked", () => {
    const drawn = draw();
    const applied = drawn.filter((sigma) => sigma > 0);
    assert.ok(Math.abs(applied.length / 20_000 - 0.5) < 4 * Math.sqrt(0.25 / 20_000));
    assert.ok(kolmogorovSmirnov(applied, (sigma) => Math.min(1, Math.max(0, (sigma - 0.1) / 1.9))) < 2.23);
    assert.ok(draw({ probability: 1 }).every((sigma) => sigma > 0));
    assert.ok(draw({ probability: 0 }).every((sigma) => sigma === 0));
    assert.ok(draw({ sigma: [1.5, 1.5], probability: 1 }).every((sigma) => sigma === 1.5));
  });

  it("takes the authors' kernel: a tenth of the height, made odd", () => {
    for (const [height, kernelSize] of [
      [9, 1],
      [32, 3],
      [48, 5],
      [96, 9],
    ]) {
      const images = randomImages(height, [2, height, 12]);
      const sigma: [number, number] = [1.5, 1.5];
      assert.deepEqual(
        valuesOf(() => gaussianBlur({ sigma, probability: 1 })(images, key(1))),
        valuesOf(() => blur(images, { sigma: tf.fill([2], 1.5), kernelSize })),
        `${height}`,
      );
      images.dispose();
    }
  });

  it("blurs half of a batch, each image with the sigma drawn for it, and leaves the others bit for bit", () => {
    const images = randomImages(2, [40, 8, 8]);
    const pixels = images.arraySync();
    const sigma = valuesOf(() => sampleSigmas(key(7), 40, { sigma: [0.1, 2], probability: 0.5 }));
    const actual = tf.tidy(() => gaussianBlur({ kernelSize: 5 })(images, key(7)).arraySync());
    images.dispose();
    actual.forEach((image, n) => {
      if (sigma[n] === 0) assert.deepEqual(image, pixels[n]);
      else
        agree(
          { of: "gaussianBlur", with: "loops in float64" },
          image.flat(2),
          reference.blur(pixels[n], sigma[n], 5).flat(2),
          2e-6,
        );
    });
    assert.ok(sigma.includes(0) && mean(sigma) > 0 && variance(sigma) > 0.1);
  });

  it("refuses numbers outside their range, with the exact message", () => {
    const refuses = (options: Parameters<typeof gaussianBlur>[0], message: string) =>
      assert.throws(() => gaussianBlur(options), { name: "AugmentError", message });
    refuses(
      { sigma: [0, 2] },
      "gaussianBlur: sigma is [0, 2]; it must be [smallest, largest] above 0 and up to Infinity",
    );
    refuses(
      { sigma: [2, 1] },
      "gaussianBlur: sigma is [2, 1]; it must be [smallest, largest] above 0 and up to Infinity",
    );
    refuses({ probability: -0.1 }, "gaussianBlur: probability is -0.1; it must be between 0 and 1");
    tf.tidy(() =>
      assert.throws(() => gaussianBlur({ kernelSize: 4 })(tf.zeros([1, 8, 8, 3]), key(1)), {
        name: "AugmentError",
        message:
          "gaussianBlur: kernelSize is 4; it must be odd, from 1 and below twice the height and width of the images, [8, 8]",
      }),
    );
  });
});
