import assert from "node:assert/strict";
import fc from "fast-check";
import { adjustColor } from "../../src/augment/adjustColor";
import { adjustHue } from "../../src/augment/adjustHue";
import { colorJitter, sampleColors } from "../../src/augment/colorJitter";
import { randomGrayscale } from "../../src/augment/randomGrayscale";
import { compile } from "../../src/engine/compile";
import { tf } from "../../src/engine/tf";
import { key } from "../../src/random/key";
import { kolmogorovSmirnov, mean } from "../random/statistics";
import { agree } from "../support/agree";
import { jitterInLoops } from "./drawn";
import { distance, randomImages, valuesOf } from "./images";
import { pillow, unit } from "./pillow";
import * as reference from "./reference";

const factor = fc.double({ min: 0, max: 2, noNaN: true });

/** Every order of some things. */
const permutations = (things: number[]): number[][] =>
  things.length === 0
    ? [[]]
    : things.flatMap((first) =>
        permutations(things.filter((thing) => thing !== first)).map((rest) => [first, ...rest]),
      );
const orders = permutations([0, 1, 2, 3]);

/** A picture with every kind of pixel: greys, pure and mixed colours, and ties between two channels. */
const edgeCases = (): tf.Tensor4D => {
  const levels = [0, 0.25, 1];
  const pixels = levels.flatMap((r) => levels.flatMap((g) => levels.map((b) => [r, g, b])));
  return tf.tensor4d(pixels.flat(), [1, 3, 9, 3]);
};

describe("augment/adjustHue", () => {
  it("equals the conversion to HSV and back in plain loops, for any image and angle", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 3 }),
        fc.nat(),
        (turns, seed) => {
          const images = randomImages(seed, [turns.length, 4, 5]);
          const pixels = images.arraySync();
          const expected = turns.map((turn, n) => reference.hue(pixels[n], turn));
          const actual = valuesOf(() => adjustHue(images, tf.tensor1d(turns)));
          images.dispose();
          agree({ of: "adjustHue", with: "loops in float64" }, actual, expected.flat(3), 1e-5);
        },
      ),
    );
  });

  it("equals Python's colorsys, pixel by pixel", () => {
    const { picture, size, turned } = pillow;
    for (const { turns, pixels } of turned) {
      const actual = valuesOf(() => adjustHue(tf.tensor4d(picture, [1, size, size, 3]).div(255), tf.tensor1d([turns])));
      agree({ of: "adjustHue", with: "Python's colorsys" }, actual, pixels, 2e-6);
    }
  });

  it("keeps greys, takes red to green by a third of a turn, and is right where channels tie", () => {
    const images = edgeCases();
    const pixels = images.arraySync();
    for (const turns of [0, 1 / 3, 0.1, -0.4, 1]) {
      const actual = valuesOf(() => adjustHue(images, tf.tensor1d([turns])));
      agree({ of: "adjustHue", with: "loops in float64" }, actual, reference.hue(pixels[0], turns).flat(2), 1e-6);
    }
    const green = valuesOf(() => adjustHue(tf.tensor4d([1, 0, 0], [1, 1, 1, 3]), tf.tensor1d([1 / 3])));
    assert.ok(distance(green, [0, 1, 0]) < 1e-6);
    images.dispose();
  });

  it("keeps the largest and smallest channel of every pixel, and there and back is the image", () => {
    const images = randomImages(3, [4, 6, 6]);
    const turns = [0.1, -0.3, 0.5, 0.7];
    const back = valuesOf(() =>
      adjustHue(adjustHue(images, tf.tensor1d(turns)), tf.tensor1d(turns.map((turn) => -turn))),
    );
    assert.ok(distance(back, Array.from(images.dataSync())) < 1e-5);
    for (const extreme of [tf.max, tf.min]) {
      const before = valuesOf(() => extreme(images, 3));
      assert.ok(
        distance(
          valuesOf(() => extreme(adjustHue(images, tf.tensor1d(turns)), 3)),
          before,
        ) < 1e-6,
      );
    }
    images.dispose();
  });
});

describe("augment/adjustColor", () => {
  it("passes on NaN, so that images gone wrong are seen", () => {
    // 25 pixels: 16 of them are computed together, the others one by one.
    const [images, factors, hue] = [
      tf.fill<tf.Rank.R4>([2, 5, 5, 3], NaN),
      tf.ones<tf.Rank.R2>([2, 3]),
      tf.zeros<tf.Rank.R1>([2]),
    ];
    const adjusted = adjustColor(images, { factors, hue });
    assert.ok(adjusted.dataSync().every(Number.isNaN));
    tf.dispose([images, factors, hue, adjusted]);
  });

  interface Change {
    factors: [number, number, number];
    hue: number;
    order: number[];
  }
  const change = fc.record({
    factors: fc.tuple(factor, factor, factor),
    hue: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
    order: fc.constantFrom(...orders),
  });
  const parametersOf = (changes: Change[]) => ({
    factors: tf.tensor2d(changes.map(({ factors }) => factors)),
    hue: tf.tensor1d(changes.map(({ hue }) => hue)),
  });
  const orderOf = (changes: Change[]): tf.Tensor2D =>
    tf.tensor2d(
      changes.map(({ order }) => order),
      [changes.length, 4],
      "int32",
    );

  it("equals brightness, contrast, saturation and hue in plain loops, each image in its own order of the four", () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(), (changes, seed) => {
        const images = randomImages(seed, [changes.length, 4, 5]);
        const pixels = images.arraySync();
        const expected = changes.map((each, n) => reference.adjustColor(pixels[n], each));
        const actual = valuesOf(() => adjustColor(images, { ...parametersOf(changes), order: orderOf(changes) }));
        images.dispose();
        agree({ of: "adjustColor", with: "loops in float64" }, actual, expected.flat(3), 1e-4);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it("gives each of the 24 orders its own image, all at once in one batch", () => {
    const changes = orders.map((order): Change => ({ factors: [1.6, 1.5, 0.3], hue: 0.15, order }));
    const images = tf.tidy(() => tf.tile(randomImages(8, [1, 6, 6]), [24, 1, 1, 1]));
    const pixels = images.arraySync();
    const expected = changes.map((each, n) => reference.adjustColor(pixels[n], each).flat(2));
    const actual = tf.tidy(() =>
      adjustColor(images, { ...parametersOf(changes), order: orderOf(changes) })
        .reshape<tf.Tensor2D>([24, -1])
        .arraySync(),
    );
    images.dispose();
    actual.forEach((image, n) =>
      expected.forEach((other, m) =>
        assert.equal(distance(image, other) < 1e-5, n === m, `${orders[n].join()}: ${orders[m].join()}`),
      ),
    );
  });

  it("gives the same composed of TensorFlow's ops, as on a GPU or under XLA", () => {
    // 7 x 9 pixels do not fill the registers of our own kernel.
    const images = randomImages(3, [6, 7, 9]);
    const factors = tf.tensor2d([1.5, 0.3, 1.2, 0.5, 1.9, 0, 1, 1, 1, 2, 0.1, 0.4, 0.7, 1.3, 1.8, 1, 0.6, 1.1], [6, 3]);
    const order = tf.tensor2d(orders.slice(3, 9), [6, 4], "int32");
    const hue = tf.tensor1d([0.1, -0.2, 0, 0.5, -0.05, 0.3]);
    const composed = compile(
      (x: tf.Tensor4D, f: tf.Tensor2D, h: tf.Tensor1D, o: tf.Tensor2D) =>
        adjustColor(x, { factors: f, hue: h, order: o }),
      { xla: true },
    );
    const [own, other] = [adjustColor(images, { factors, hue, order }), composed(images, factors, hue, order)];
    assert.ok(distance([...own.dataSync()], [...other.dataSync()]) < 1e-5);
    composed.dispose();
    tf.dispose([images, factors, order, hue, own, other]);
  });

  it("without an order is brightness, contrast, saturation, hue", () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), fc.nat(), (drawn, seed) => {
        const changes = drawn.map((each) => ({ ...each, order: [0, 1, 2, 3] }));
        const images = randomImages(seed, [changes.length, 3, 4]);
        const pixels = images.arraySync();
        const actual = valuesOf(() => adjustColor(images, parametersOf(changes)));
        images.dispose();
        const expected = changes.map((each, n) => reference.adjustColor(pixels[n], each)).flat(3);
        agree({ of: "adjustColor", with: "loops in float64" }, actual, expected, 1e-4);
      }),
      { numRuns: 30 },
    );
  });

  it("equals Pillow's enhancers, to the rounding of its bytes", () => {
    const { picture, size, enhanced } = pillow;
    for (const { kind, factor: f, pixels } of enhanced) {
      const factors = ["brightness", "contrast", "saturation"].map((name) => (name === kind ? f : 1));
      const actual = valuesOf(() =>
        adjustColor(tf.tensor4d(picture, [1, size, size, 3]).div(255), {
          factors: tf.tensor2d([factors]),
          hue: tf.zeros([1]),
        }),
      );
      // One level of its own rounding, and one of the grey it rounds first.
      agree({ of: "adjustColor", with: "Pillow 13.0.0" }, actual, unit(pixels), 2 / 255);
    }
  });

  it("changes nothing for factors 1 and hue 0, and stays in [0, 1] for large ones", () => {
    const images = randomImages(4, [2, 5, 5]);
    const adjust = (factors: number[], hue: number): number[] =>
      valuesOf(() =>
        adjustColor(images, {
          factors: tf.tensor2d([factors, factors]),
          hue: tf.tensor1d([hue, hue]),
          order: tf.tensor2d([[2, 0, 3, 1]], [1, 4], "int32"),
        }),
      );
    assert.ok(distance(adjust([1, 1, 1], 0), Array.from(images.dataSync())) < 2e-6);
    assert.ok(adjust([3, 9, 7], 0.4).every((value) => value >= -1e-6 && value <= 1 + 1e-6));
    images.dispose();
  });
});

describe("augment/colorJitter", () => {
  const settings = {
    brightness: 0.4,
    contrast: 1.5,
    saturation: 0.2,
    hue: 0.1,
    probability: 1,
    order: "random",
  } as const;
  const sample = (options: Partial<Parameters<typeof sampleColors>[2]> = {}, count = 20_000) => {
    const tensors = tf.tidy(() => ({ ...sampleColors(key(9), count, { ...settings, ...options }) }));
    const read = {
      factors: tensors.factors.arraySync(),
      hue: tensors.hue.arraySync(),
      order: tensors.order?.arraySync(),
    };
    tf.dispose([tensors.factors, tensors.hue]);
    tensors.order?.dispose();
    return read;
  };

  it("draws factors uniformly around 1, never below 0, and hue uniformly around 0", () => {
    const { factors, hue } = sample();
    const unit = (value: number): number => Math.min(1, Math.max(0, value));
    const column = (i: number): number[] => factors.map((row) => row[i]);
    assert.ok(kolmogorovSmirnov(column(0), (f) => unit((f - 0.6) / 0.8)) < 2.23);
    assert.ok(kolmogorovSmirnov(column(1), (f) => unit(f / 2.5)) < 2.23);
    assert.ok(kolmogorovSmirnov(column(2), (f) => unit((f - 0.8) / 0.4)) < 2.23);
    assert.ok(kolmogorovSmirnov(hue, (turns) => unit((turns + 0.1) / 0.2)) < 2.23);
  });

  it("draws every order of the four as often as any other, or leaves it to be the listed one", () => {
    const counts = new Map<string, number>();
    for (const row of sample().order ?? []) counts.set(row.join(), (counts.get(row.join()) ?? 0) + 1);
    assert.deepEqual([...counts.keys()].sort(), orders.map((order) => order.join()).sort());
    const expected = 20_000 / 24;
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 23 degrees of freedom: above 57.1 with probability 1e-4.
    assert.ok(chiSquare < 57.1, `${chiSquare}`);
    assert.equal(sample({ order: "fixed" }).order, undefined);
  });

  it("changes each image by the colours drawn for it, as plain loops do", () => {
    const images = randomImages(10, [40, 5, 6]);
    for (const order of ["random", "fixed"] as const) {
      const drawn = { ...settings, probability: 0.8, order };
      const expected = tf.tidy(() => jitterInLoops(images.arraySync(), key(12), drawn));
      const actual = valuesOf(() => colorJitter(drawn)(images, key(12)));
      agree({ of: "colorJitter", with: "loops in float64" }, actual, expected.flat(3), 1e-4);
    }
    images.dispose();
  });

  it("leaves an image alone as often as asked", () => {
    const { factors, hue } = sample({ probability: 0.8 });
    const untouched = factors.map((row, n) => Number(row.every((f) => f === 1) && hue[n] === 0));
    assert.ok(Math.abs(mean(untouched) - 0.2) < 4 * Math.sqrt(0.16 / 20_000));
    const images = randomImages(5, [3, 4, 4]);
    const never = valuesOf(() => colorJitter({ probability: 0 })(images, key(1)));
    assert.ok(distance(never, Array.from(images.dataSync())) < 2e-6);
    images.dispose();
  });

  it("changes nothing at strength 0, more with more strength, and repeats itself for a key", () => {
    const images = randomImages(6, [64, 6, 6]);
    const change = (strength: number): number =>
      mean(valuesOf(() => colorJitter({ strength, probability: 1 })(images, key(1)).sub(images).abs()));
    assert.ok(change(0) < 1e-6);
    assert.ok(change(0.25) < change(0.5) && change(0.5) < change(1));
    assert.equal(change(1), change(1));
    images.dispose();
  });

  it("refuses numbers outside their range and images without three channels, with the exact message", () => {
    const refuses = (options: Parameters<typeof colorJitter>[0], message: string) =>
      assert.throws(() => colorJitter(options), { name: "AugmentError", message });
    refuses({ strength: -1 }, "colorJitter: strength is -1; it must be between 0 and 2.5");
    refuses({ strength: 3 }, "colorJitter: strength is 3; it must be between 0 and 2.5");
    refuses({ order: "Fixed" as "fixed" }, 'colorJitter: order is "Fixed"; it must be "random" or "fixed"');
    refuses({ hue: 0.6 }, "colorJitter: hue is 0.6; it must be between 0 and 0.5");
    refuses({ contrast: -0.1 }, "colorJitter: contrast is -0.1; it must be between 0 and Infinity");
    refuses({ probability: Number.NaN }, "colorJitter: probability is NaN; it must be between 0 and 1");
    tf.tidy(() =>
      assert.throws(() => colorJitter()(tf.zeros([2, 4, 4, 1]), key(1)), {
        name: "AugmentError",
        message: "colorJitter: the images are [2, 4, 4, 1]; they must have 3 channels, RGB",
      }),
    );
  });
});

describe("augment/randomGrayscale", () => {
  it("equals Pillow's grey, and grey stays grey", () => {
    const { picture, size, grey } = pillow;
    const gray = randomGrayscale({ probability: 1 });
    const once = valuesOf(() => gray(tf.tensor4d(picture, [1, size, size, 3]).div(255), key(1)));
    agree({ of: "randomGrayscale", with: "Pillow 13.0.0" }, once, unit(grey), 0.51 / 255);
    const twice = valuesOf(() => gray(tf.tensor4d(once, [1, size, size, 3]), key(1)));
    agree({ of: "randomGrayscale", with: "itself applied twice" }, twice, once, 1e-6);
  });

  it("equals the plain loops for the images it takes, and leaves the others bit for bit", () => {
    const images = randomImages(7, [500, 2, 2]);
    const pixels = images.arraySync();
    const actual = tf.tidy(() => randomGrayscale()(images, key(3)).arraySync());
    images.dispose();
    const isGrey = actual.map((image, n) => {
      const gray = distance(image.flat(2), reference.grayscale(pixels[n]).flat(2)) < 1e-6;
      if (!gray) assert.deepEqual(image, pixels[n]);
      return Number(gray);
    });
    assert.ok(Math.abs(mean(isGrey) - 0.2) < 4 * Math.sqrt(0.16 / 500));
  });
});
