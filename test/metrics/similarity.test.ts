import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { loadMnist } from "../../src/data/mnist/load";
import { gather } from "../../src/data/gather";
import { tf } from "../../src/engine/tf";
import { MetricError } from "../../src/metrics/metricError";
import { msSsim, type MsSsimOptions } from "../../src/metrics/msSsim";
import type { SimilarityOptions } from "../../src/metrics/similarity/imagePairs";
import { ssim } from "../../src/metrics/ssim";
import { agree } from "../support/agree";

const root = path.resolve(__dirname, "../../..");
interface Golden {
  shape: [number, number, number];
  a: number[];
  b: number[];
}
const golden = JSON.parse(readFileSync(path.join(root, "test/fixtures/scikit-image/ssim.json"), "utf8")) as {
  ssim: Golden & { whole: number; narrow: number };
  msSsim: Golden & { threeScales: number; twoScales: number; oneScale: number };
};
const peer = "scikit-image 0.26.0";

type Metric<O> = (a: tf.Tensor4D, b: tf.Tensor4D, options?: O) => Float64Array;

function measure<O>(metric: Metric<O>, { shape, a, b }: Golden, options?: O): number {
  const images = [a, b].map((values) => tf.tensor4d(values, [1, ...shape]));
  const [value] = metric(images[0], images[1], options);
  tf.dispose(images);
  return value;
}

/** SSIM from its definition: a window of two dimensions, variances as sums of squared differences. Of the first channel. */
function byDefinition(
  { shape, a, b }: Golden,
  { sigma, windowSize: size }: Required<Pick<SimilarityOptions, "sigma" | "windowSize">>,
) {
  const [height, width, channels] = shape;
  const pixel = (of: number[], y: number, x: number): number => Math.fround(of[(y * width + x) * channels]);
  const bell = Array.from({ length: size ** 2 }, (_, i) => {
    const [y, x] = [Math.floor(i / size) - (size - 1) / 2, (i % size) - (size - 1) / 2];
    return Math.exp(-(y * y + x * x) / (2 * sigma * sigma));
  });
  const total = bell.reduce((sum, weight) => sum + weight);
  const sums = { whole: 0, contrast: 0, places: 0 };
  for (let top = 0; top + size <= height; top++)
    for (let left = 0; left + size <= width; left++) {
      const mean = (f: (i: number, j: number) => number): number =>
        bell.reduce((sum, weight, k) => sum + (weight / total) * f(top + Math.floor(k / size), left + (k % size)), 0);
      const [ma, mb] = [mean((y, x) => pixel(a, y, x)), mean((y, x) => pixel(b, y, x))];
      const va = mean((y, x) => (pixel(a, y, x) - ma) ** 2);
      const vb = mean((y, x) => (pixel(b, y, x) - mb) ** 2);
      const cov = mean((y, x) => (pixel(a, y, x) - ma) * (pixel(b, y, x) - mb));
      const contrast = (2 * cov + 0.0009) / (va + vb + 0.0009);
      sums.contrast += contrast;
      sums.whole += contrast * ((2 * ma * mb + 0.0001) / (ma * ma + mb * mb + 0.0001));
      sums.places++;
    }
  return { whole: sums.whole / sums.places, contrast: sums.contrast / sums.places };
}

const onlyFirst = ({ shape, a, b }: Golden): Golden => {
  const first = (of: number[]): number[] => of.filter((_, i) => i % shape[2] === 0);
  return { shape: [shape[0], shape[1], 1], a: first(a), b: first(b) };
};

function halved({ shape: [height, width], a, b }: Golden): Golden {
  const [rows, columns] = [Math.floor(height / 2), Math.floor(width / 2)];
  const half = (of: number[]): number[] =>
    Array.from({ length: rows * columns }, (_, i) => {
      const [y, x] = [2 * Math.floor(i / columns), 2 * (i % columns)];
      const block = [0, 1, width, width + 1].map((offset) => of[y * width + x + offset]);
      return block.reduce((sum, value) => sum + value) / 4;
    });
  return { shape: [rows, columns, 1], a: half(a), b: half(b) };
}

describe("ssim", () => {
  it("is what scikit-image computes", () => {
    agree({ of: "ssim", with: peer }, measure(ssim, golden.ssim), golden.ssim.whole, 1e-12);
    const narrow = { sigma: 0.8, windowSize: 7 };
    agree({ of: "ssim", with: peer }, measure(ssim, golden.ssim, narrow), golden.ssim.narrow, 1e-12);
  });

  it("is its definition, with windows of two dimensions", () => {
    const images = onlyFirst(golden.ssim);
    for (const window of [
      { sigma: 1.5, windowSize: 11 },
      { sigma: 2, windowSize: 5 },
    ])
      agree(
        { of: "ssim", with: "loops in float64" },
        measure(ssim, images, window),
        byDefinition(images, window).whole,
        1e-12,
      );
  });

  it("has its closed form for images of one value each", () => {
    const flat = (value: number): number[] => Array.from({ length: 144 }, () => value);
    const value = measure(ssim, { shape: [12, 12, 1], a: flat(0.25), b: flat(0.75) });
    agree({ of: "ssim", with: "closed form" }, value, (2 * 0.1875 + 0.0001) / (0.0625 + 0.5625 + 0.0001), 1e-12);
  });

  it("is 1 for equal images only, the same for both orders, and does not see a common scale of values and range", () => {
    const plane = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 144, maxLength: 144 });
    fc.assert(
      fc.property(plane, plane, (a, b) => {
        const shape: Golden["shape"] = [12, 12, 1];
        agree({ of: "ssim", with: "closed form" }, measure(ssim, { shape, a, b: a }), 1, 1e-12);
        const value = measure(ssim, { shape, a, b });
        assert.ok(value >= -1 && value < 1);
        assert.equal(measure(ssim, { shape, a: b, b: a }), value);
        const scaled = { shape, a: a.map((x) => 256 * x), b: b.map((x) => 256 * x) };
        assert.ok(Math.abs(measure(ssim, scaled, { range: 256 }) - value) < 1e-9);
      }),
      { numRuns: 20 },
    );
  });

  it("refuses pairs that cannot be compared, and settings that make no window", () => {
    const [small, other] = [tf.zeros<tf.Rank.R4>([1, 8, 8, 1]), tf.zeros<tf.Rank.R4>([2, 8, 8, 1])];
    const cases: [tf.Tensor4D, SimilarityOptions, string][] = [
      [other, {}, "a is [1, 8, 8, 1] but b is [2, 8, 8, 1]; both need the same shape"],
      [small, {}, "images are 8 x 8; a window of 11 needs as many pixels in both directions"],
      [small, { windowSize: 4 }, "windowSize is 4; an odd whole number is needed"],
      [small, { range: 0 }, "range is 0; it must be a positive number"],
    ];
    for (const [b, options, message] of cases)
      assert.throws(() => ssim(small, b, options), new MetricError(`ssim: ${message}`));
    tf.dispose([small, other]);
  });
});

describe("msSsim", () => {
  it("is what scikit-image gives scale by scale, as many scales as fit by default", () => {
    const { threeScales, twoScales, oneScale } = golden.msSsim;
    const of = (options: MsSsimOptions): number => measure(msSsim, golden.msSsim, options);
    agree(
      { of: "msSsim", with: peer },
      [of({}), of({ scales: 2 }), of({ scales: 1 })],
      [threeScales, twoScales, oneScale],
      1e-11,
    );
  });

  it("is the product of its definition over scales", () => {
    const window = { sigma: 1, windowSize: 5 };
    const first = onlyFirst(golden.ssim);
    // The planes are halved in float64 from numbers that a tensor holds.
    const stored = { ...first, a: first.a.map(Math.fround), b: first.b.map(Math.fround) };
    const fine = byDefinition(stored, window).contrast;
    const half = halved(stored);
    const coarse = measure(ssim, half, window);
    const expected = fine ** 0.25 * coarse ** 0.75;
    // The test's own ssim reads the halves as float32.
    agree(
      { of: "msSsim", with: "loops in float64" },
      measure(msSsim, first, { ...window, weights: [1, 3] }),
      expected,
      1e-6,
    );
  });

  it("is ssim with one scale, 1 for equal images, and 0 where contrast is reversed", () => {
    const images = onlyFirst(golden.ssim);
    agree({ of: "msSsim", with: "ssim" }, measure(msSsim, images, { scales: 1 }), measure(ssim, images), 1e-12);
    agree({ of: "msSsim", with: "closed form" }, measure(msSsim, { ...images, b: images.a }), 1, 1e-12);
    const reversed = { ...golden.msSsim, b: golden.msSsim.a.map((value) => 1 - value) };
    assert.equal(measure(msSsim, reversed), 0);
  });

  it("compares digits of 28 pixels at two scales: noise lowers it, more noise lowers it more", () => {
    const digits = gather(loadMnist({ split: "test" }), [0, 1, 2, 3]);
    const means = [0, 0.05, 0.2].map((deviation) => {
      const noisy = tf.tidy(() => digits.add<tf.Tensor4D>(tf.randomNormal([4, 28, 28, 1], 0, deviation, "float32", 3)));
      const values = msSsim(digits, noisy);
      noisy.dispose();
      return values.reduce((a, b) => a + b) / 4;
    });
    const halves = tf.split<tf.Tensor4D>(digits, 2);
    const [authorsTwo, two] = [{ weights: [0.0448, 0.2856] }, { scales: 2 }].map((options) =>
      msSsim(halves[0], halves[1], options),
    );
    tf.dispose(halves);
    digits.dispose();
    assert.deepEqual(authorsTwo, two);
    assert.ok(means[0] > 1 - 1e-9 && means[1] < 0.999 && means[2] < means[1], means.join());
  });

  it("refuses scales and weights that there are not", () => {
    const images = tf.zeros<tf.Rank.R4>([1, 28, 28, 1]);
    const cases: [MsSsimOptions, string][] = [
      [
        { scales: 3 },
        "scales is 3 but images of 28 x 28 with a window of 11 have 2; fewer scales or a smaller window are needed",
      ],
      [{ scales: 6 }, "scales is 6; a whole number from 1 to 5 is needed"],
      [{ weights: [] }, "weights is empty; each scale needs one"],
      [{ weights: [1, 0] }, "weight 1 is 0; positive numbers are needed"],
      [{ sigma: -1 }, "sigma is -1; it must be a positive number"],
    ];
    for (const [options, message] of cases)
      assert.throws(() => msSsim(images, images, options), new MetricError(`msSsim: ${message}`));
    images.dispose();
  });
});
