import assert from "node:assert/strict";
import fc from "fast-check";
import { gaussianGrid } from "../../src/data/mixtures/gaussianGrid";
import { gaussianRing } from "../../src/data/mixtures/gaussianRing";
import { loadMnist } from "../../src/data/mnist/load";
import { stackedMnist } from "../../src/data/stackedMnist";
import { gather } from "../../src/data/gather";
import { tf } from "../../src/engine/tf";
import { labelCoverage } from "../../src/metrics/labelCoverage";
import { MetricError } from "../../src/metrics/metricError";
import { modeCoverage } from "../../src/metrics/modeCoverage";
import { modeDivergence } from "../../src/metrics/modeDivergence";
import { stackedLabels } from "../../src/metrics/stackedLabels";
import { key } from "../../src/random/key";
import { agree } from "../support/agree";

const counts = fc.array(fc.nat({ max: 50 }), { minLength: 2, maxLength: 12 }).filter((all) => all.some((n) => n > 0));

describe("modeDivergence", () => {
  it("has its closed forms: 0 for expected shares, log K for one mode, log 2 for half of them", () => {
    const of = "modeDivergence";
    agree({ of, with: "closed form" }, modeDivergence([3, 3, 3]), 0, 1e-15);
    agree({ of, with: "closed form" }, modeDivergence([0, 7, 0, 0, 0]), Math.log(5), 1e-15);
    agree({ of, with: "closed form" }, modeDivergence([4, 4, 0, 0]), Math.LN2, 1e-15);
    agree({ of, with: "closed form" }, modeDivergence([1, 3], { expected: [30, 90] }), 0, 1e-15);
    assert.equal(modeDivergence([1, 3], { expected: [0, 1] }), Infinity);
  });

  it("is log K less the entropy for equal modes, and the sum of its terms for others", () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 9 }), (list, shift) => {
        const total = list.reduce((a, b) => a + b);
        const entropy = list.reduce((sum, n) => (n === 0 ? sum : sum - (n / total) * Math.log(n / total)), 0);
        agree(
          { of: "modeDivergence", with: "loops in float64" },
          modeDivergence(list),
          Math.log(list.length) - entropy,
          1e-12,
        );
        const expected = list.map((_, mode) => mode + shift);
        const mass = expected.reduce((a, b) => a + b);
        let sum = 0;
        for (let k = 0; k < list.length; k++)
          if (list[k] > 0) sum += (list[k] / total) * (Math.log(list[k] / total) - Math.log(expected[k] / mass));
        agree({ of: "modeDivergence", with: "loops in float64" }, modeDivergence(list, { expected }), sum, 1e-12);
        assert.ok(modeDivergence(list, { expected }) >= 0);
      }),
    );
  });

  it("refuses lists that are no frequencies", () => {
    assert.throws(
      () => modeDivergence([1, 2, 3], { expected: [1, 1, 1, 1] }),
      new MetricError("modeDivergence: 3 counts but 4 expected; both need one entry a mode"),
    );
    assert.throws(
      () => modeDivergence([1, 2, -1]),
      new MetricError("modeDivergence: count 2 is -1; numbers from 0 are needed, and one above 0"),
    );
    assert.throws(
      () => modeDivergence([0, 0]),
      new MetricError("modeDivergence: the sum of count is 0; numbers from 0 are needed, and one above 0"),
    );
  });
});

describe("labelCoverage", () => {
  it("counts the modes that came, and how unevenly", () => {
    const { found, counts: each, klNats } = labelCoverage([7, 7, 0, 3, 7, 0], { modes: 10 });
    agree({ of: "labelCoverage", with: "closed form" }, [found, ...each], [3, 2, 0, 0, 1, 0, 0, 0, 3, 0, 0], 0);
    const expected = [1 / 2, 1 / 3, 1 / 6].reduce((sum, p) => sum + p * Math.log(10 * p), 0);
    agree({ of: "labelCoverage", with: "closed form" }, klNats, expected, 1e-14);
    assert.equal(labelCoverage([0, 1, 1], { modes: 2, expected: [1, 2] }).klNats, 0);
  });

  it("finds what a set of the labels has, whatever their order", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 19 }), { minLength: 1, maxLength: 60 }), (labels) => {
        const coverage = labelCoverage(labels, { modes: 20 });
        agree({ of: "labelCoverage", with: "loops in float64" }, coverage.found, new Set(labels).size, 0);
        assert.deepEqual(labelCoverage([...labels].reverse(), { modes: 20 }), coverage);
      }),
    );
  });

  it("refuses labels of no mode, and no samples", () => {
    assert.throws(
      () => labelCoverage([1, 2, 3, 1000], { modes: 1000 }),
      new MetricError("labelCoverage: label 3 is 1000; a whole number from 0 to 999 is needed"),
    );
    assert.throws(
      () => labelCoverage([], { modes: 10 }),
      new MetricError("labelCoverage: 0 samples; at least 1 is needed"),
    );
  });
});

describe("modeCoverage", () => {
  it("counts a sample within three deviations of the nearest mode, and not one outside", () => {
    const ring = gaussianRing({ modes: 4, standardDeviation: 0.1 });
    const points = [1.29, 0, 1.31, 0, 0, 1, 0, 1.2, 0.2, 0.2, -1, 0.31];
    const { found, counts: each, highQuality, klNats } = modeCoverage(points, { mixture: ring });
    agree({ of: "modeCoverage", with: "closed form" }, [found, ...each, highQuality], [2, 1, 2, 0, 0, 0.5], 0);
    agree({ of: "modeCoverage", with: "closed form" }, klNats, Math.log(4) - Math.log(3) + (2 / 3) * Math.LN2, 1e-14);
    assert.equal(modeCoverage(points, { mixture: ring, deviations: 3.2 }).found, 3);
    const far = modeCoverage([9, 9], { mixture: ring });
    assert.deepEqual([far.found, far.highQuality, far.klNats], [0, 0, NaN]);
  });

  it("is what loops over samples and modes find", () => {
    const grid = gaussianGrid({ side: 3, standardDeviation: 0.4 });
    fc.assert(
      fc.property(fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 2, maxLength: 40 }), (numbers) => {
        const points = numbers.slice(0, 2 * Math.floor(numbers.length / 2));
        const near = grid.centres.map(
          ([x, y]) => points.filter((a, i) => i % 2 === 0 && Math.hypot(a - x, points[i + 1] - y) <= 1.2).length,
        );
        // Three deviations reach further than half the way to a neighbour, so a sample may be near two modes and counts for one.
        const coverage = modeCoverage(points, { mixture: grid });
        coverage.counts.forEach((count, mode) => assert.ok(count <= near[mode]));
        const good = points.filter(
          (a, i) => i % 2 === 0 && grid.centres.some(([x, y]) => Math.hypot(a - x, points[i + 1] - y) <= 1.2),
        ).length;
        agree(
          { of: "modeCoverage", with: "loops in float64" },
          coverage.highQuality,
          good / (points.length / 2),
          1e-15,
        );
      }),
    );
  });

  it("finds all modes in true samples, of high quality as often as the closed form says", () => {
    for (const mixture of [gaussianGrid(), gaussianRing()]) {
      const points = tf.tidy(() => mixture.sample(key(2), 10_000));
      const { found, highQuality, klNats } = modeCoverage(points.dataSync(), { mixture });
      points.dispose();
      assert.equal(found, mixture.modes);
      // 1 - exp(-9/2), give or take five deviations of a share of 10,000.
      agree(
        { of: "modeCoverage", with: "closed form" },
        highQuality,
        1 - Math.exp(-4.5),
        5 * Math.sqrt(0.011 / 10_000),
      );
      assert.ok(klNats < 0.005, `${klNats}`);
    }
  });

  it("refuses no samples, and no distance", () => {
    const mixture = gaussianGrid();
    assert.throws(
      () => modeCoverage([], { mixture }),
      new MetricError("modeCoverage: 0 samples; at least 1 is needed"),
    );
    assert.throws(
      () => modeCoverage([0, 0], { mixture, deviations: 0 }),
      new MetricError("modeCoverage: deviations is 0; it must be a positive number"),
    );
  });
});

/** Reads the digit that the brightest of the pixels (0, 0) to (0, 9) says. */
function reader(): tf.LayersModel {
  const input = tf.input({ shape: [28, 28, 1] });
  const flat = tf.layers.flatten().apply(input) as tf.SymbolicTensor;
  const dense = tf.layers.dense({ units: 10, useBias: false });
  const model = tf.model({ inputs: input, outputs: dense.apply(flat) as tf.SymbolicTensor });
  const weights = tf.tidy(() => tf.eye(784, 10));
  dense.setWeights([weights]);
  weights.dispose();
  return model;
}

describe("stackedLabels", () => {
  it("reads the channels as digits of one number, first channel first, in chunks", () => {
    const classifier = reader();
    const digits = [2, 0, 7, 9, 9, 1];
    const bright = [0, 1].map((n) => [0, 1, 2].map((c) => [n, 0, digits[3 * n + c], c]));
    const images = tf.tidy(() =>
      tf.scatterND<tf.Rank.R4>(tf.tensor2d(bright.flat(), undefined, "int32"), tf.ones([6]), [2, 28, 28, 3]),
    );
    const many = images.tile<tf.Tensor4D>([400, 1, 1, 1]);
    agree({ of: "stackedLabels", with: "closed form" }, stackedLabels(images, classifier), [207, 991], 0);
    const labels = stackedLabels(many, classifier);
    agree(
      { of: "stackedLabels", with: "closed form" },
      labels,
      [...labels].map((_, n) => (n % 2 === 0 ? 207 : 991)),
      0,
    );
    tf.dispose([images, many]);
    classifier.dispose();
  });

  it("gives, for a classifier that looks digits up, the labels that stackedMnist gives", () => {
    const digits = loadMnist({ split: "test" });
    const data = stackedMnist({ digits, channels: 2, size: 30, seed: 4 });
    const images = gather(
      data,
      Array.from({ length: 30 }, (_, n) => n),
    );
    // The nearest digit of the data set: which of its rows has the largest 2 a·x - |a|².
    const input = tf.input({ shape: [28, 28, 1] });
    const dense = tf.layers.dense({ units: digits.size });
    const flat = tf.layers.flatten().apply(input) as tf.SymbolicTensor;
    const nearest = tf.model({ inputs: input, outputs: dense.apply(flat) as tf.SymbolicTensor });
    const weights = tf.tidy(() => {
      const all = gather(
        digits,
        Array.from({ length: digits.size }, (_, n) => n),
      ).reshape([digits.size, 784]);
      return [all.transpose().mul(2), all.square().sum(1).neg()];
    });
    dense.setWeights(weights);
    const found = stackedLabels(images, nearest);
    const expected = [...data.labels];
    const read = [...found].map(
      (index) => digits.labels[Math.floor(index / digits.size)] * 10 + digits.labels[index % digits.size],
    );
    tf.dispose([images, ...weights]);
    nearest.dispose();
    agree({ of: "stackedLabels", with: "nearest neighbour" }, read, expected, 0);
  });

  it("refuses what is no batch of images", () => {
    const flat = tf.zeros([8, 784]);
    assert.throws(
      () => stackedLabels(flat as tf.Tensor4D, undefined as unknown as tf.LayersModel),
      new MetricError("stackedLabels: images is [8, 784]; [N, H, W, C] is needed"),
    );
    flat.dispose();
  });
});
