import assert from "node:assert/strict";
import fc from "fast-check";
import { tf } from "../../src/engine/tf";
import { ntXent } from "../../src/losses/ntXent";
import { contrastiveAccuracy } from "../../src/metrics/contrastiveAccuracy";
import { contrastiveEntropy, type ContrastiveEntropyOptions } from "../../src/metrics/contrastiveEntropy";
import { MetricError } from "../../src/metrics/metricError";
import { agree } from "../support/agree";
import { golden } from "./golden";
import { dot, embeddings, mean, type Rows, someRows, type TorchMetrics, unit } from "./someEmbeddings";

const accuracyOf = (zA: Rows, zB: Rows, options?: ContrastiveEntropyOptions): number =>
  contrastiveAccuracy(embeddings(zA), embeddings(zB), options);
const entropyOf = (zA: Rows, zB: Rows, options?: ContrastiveEntropyOptions): number =>
  contrastiveEntropy(embeddings(zA), embeddings(zB), options);

/** Logits of each anchor, its partner's first, with plain loops in float64. */
function logits(zA: Rows, zB: Rows, options: ContrastiveEntropyOptions): number[][] {
  const { temperature = 0.5, normalize = true, negativesFrom = "both" } = options;
  const n = zA.length;
  const z = [...zA, ...zB].map((row) => (normalize ? unit(row) : row));
  return z.map((anchor, i) => {
    const partner = (i + n) % (2 * n);
    const negatives = z.filter((_, k) => k !== i && k !== partner && (negativesFrom === "both" || k < n !== i < n));
    return [z[partner], ...negatives].map((other) => dot(anchor, other) / temperature);
  });
}

const entropy = (x: number[]): number => {
  const highest = Math.max(...x);
  const z = x.reduce((sum, value) => sum + Math.exp(value - highest), 0);
  return -x.reduce((sum, value) => sum + (Math.exp(value - highest) / z) * (value - highest - Math.log(z)), 0);
};

const problem = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.nat(100_000), fc.double({ min: 0, max: 3, noNaN: true }))
  .map(([n, start, noise]): [Rows, Rows] => {
    const [zA, other] = [someRows(n, 4, start), someRows(n, 4, start + 50_000)];
    return [zA, zA.map((row, i) => row.map((x, d) => x + noise * other[i][d]))];
  });
const settings: fc.Arbitrary<Required<ContrastiveEntropyOptions>> = fc.record({
  temperature: fc.constantFrom(0.05, 0.5, 1, 10),
  normalize: fc.boolean(),
  negativesFrom: fc.constantFrom("both", "other"),
});
const basis = Array.from({ length: 5 }, (_, i) => Array.from({ length: 5 }, (_, j) => (i === j ? 2 : 0)));

describe("contrastiveAccuracy", () => {
  const of = "contrastiveAccuracy";

  it("is 1 when all partners agree, 0 when they are opposite, and counts each order of a pair", () => {
    agree({ of, with: "closed form" }, accuracyOf(basis, basis), 1, 0);
    agree(
      { of, with: "closed form" },
      accuracyOf(
        basis,
        basis.map((row) => row.map((x) => -x)),
      ),
      0,
      0,
    );
    // Only zB of the second image finds its partner, and only where zB of the first is no candidate.
    const zA = [
      [1, 0],
      [0, 1],
    ];
    const zB = [
      [0.1, 1],
      [0.15, 1],
    ];
    agree({ of, with: "closed form" }, accuracyOf(zA, zB), 0, 0);
    agree({ of, with: "closed form" }, accuracyOf(zA, zB, { negativesFrom: "other" }), 0.25, 0);
  });

  it("is what plain loops count, whichever the candidates, with normalization and without", () => {
    fc.assert(
      fc.property(problem, settings, ([zA, zB], options) => {
        const all = logits(zA, zB, { ...options, temperature: 1 });
        fc.pre(all.every(([partner, ...rest]) => rest.every((s) => Math.abs(s - partner) > 1e-4)));
        const expected = mean(all.map(([partner, ...rest]) => (rest.every((s) => s < partner) ? 1 : 0)));
        agree({ of, with: "loops in float64" }, accuracyOf(zA, zB, options), expected, 1e-12);
      }),
      { numRuns: 80 },
    );
  });

  it("is what PyTorch counts", () => {
    const { zA, zB, contrast } = golden<TorchMetrics>("pytorch/contrastiveMetrics");
    for (const { accuracy, ...options } of contrast)
      agree({ of, with: "PyTorch 2.14.1" }, accuracyOf(zA, zB, options), accuracy, 1e-12);
  });

  it("is the same for many pairs, which are compared in parts", () => {
    const [zA, noise] = [someRows(1100, 8, 0), someRows(1100, 8, 9000)];
    const zB = zA.map((row, i) => row.map((x, d) => x + 0.5 * noise[i][d]));
    const all = logits(zA, zB, { temperature: 1 });
    const expected = mean(all.map(([partner, ...rest]) => (rest.every((s) => s < partner) ? 1 : 0)));
    // Some find their partners, and some do not. A tie in float32 may go either way.
    assert.ok(expected > 0.2 && expected < 0.8);
    agree({ of, with: "loops in float64" }, accuracyOf(zA, zB), expected, 3 / 2200);
    const mean32 = contrastiveEntropy(embeddings(zA), embeddings(zB), { temperature: 0.1 });
    const exact = mean(logits(zA, zB, { temperature: 0.1 }).map(entropy));
    agree({ of: "contrastiveEntropy", with: "loops in float64" }, mean32, exact, 1e-4);
  });
});

describe("contrastiveEntropy", () => {
  const of = "contrastiveEntropy";

  it("is log(2N - 1) when all embeddings are equal, log N with candidates from the other view", () => {
    const same = Array.from({ length: 6 }, () => [0.3, -2]);
    agree({ of, with: "closed form" }, entropyOf(same, same), Math.log(11), 1e-6);
    agree({ of, with: "closed form" }, entropyOf(same, same, { negativesFrom: "other" }), Math.log(6), 1e-6);
    agree({ of, with: "closed form" }, entropyOf([[1, 2]], [[2, 1]]), 0, 1e-6);
  });

  it("has its closed form for aligned pairs that are orthogonal to all others", () => {
    for (const temperature of [0.05, 0.5, 2]) {
      const z = 1 + 8 * Math.exp(-1 / temperature);
      const share = Math.exp(-1 / temperature) / z;
      const expected = Math.log(z) + (8 * share) / temperature;
      agree({ of, with: "closed form" }, entropyOf(basis, basis, { temperature }), expected, 1e-6);
    }
  });

  it("is what plain loops give, whichever the candidates, with normalization and without", () => {
    fc.assert(
      fc.property(problem, settings, ([zA, zB], options) => {
        const expected = mean(logits(zA, zB, options).map(entropy));
        // Similarities of up to 64, wrong by a few roundings of 6e-8, divided by τ; the slope of the entropy is at most 1 or so.
        const tolerance = (options.normalize ? 1e-6 : 3e-5) / Math.min(options.temperature, 1);
        agree({ of, with: "loops in float64" }, entropyOf(zA, zB, options), expected, tolerance);
      }),
      { numRuns: 80 },
    );
  });

  it("is what PyTorch's categorical distribution has", () => {
    const { zA, zB, contrast } = golden<TorchMetrics>("pytorch/contrastiveMetrics");
    for (const { entropy: expected, ...options } of contrast)
      agree({ of, with: "PyTorch 2.14.1" }, entropyOf(zA, zB, options), expected, 1e-5);
  });

  it("rises with the temperature, towards log(2N - 1)", () => {
    fc.assert(
      fc.property(problem, ([zA, zB]) => {
        const at = [0.05, 0.1, 0.5, 1, 100].map((temperature) => entropyOf(zA, zB, { temperature }));
        at.slice(1).forEach((value, i) => assert.ok(value >= at[i] - 1e-5));
        assert.ok(Math.abs(at[4] - Math.log(2 * zA.length - 1)) < 1e-3);
      }),
      { numRuns: 30 },
    );
  });

  it("is how fast NT-Xent falls with 1 / τ, up to the partner's share: H = L + d L / d log τ, summed over anchors", () => {
    const [zA, zB] = [someRows(5, 4, 3), someRows(5, 4, 300)];
    const loss = (temperature: number): number =>
      tf.tidy(() => ntXent(tf.tensor2d(zA), tf.tensor2d(zB), { temperature }).dataSync()[0]);
    // L = log Z - s_j β and H = log Z - β E[s] with β = 1 / τ, so H = L - β dL/dβ.
    const [beta, h] = [2, 1e-2];
    const slope = (loss(1 / (beta + h)) - loss(1 / (beta - h))) / (2 * h);
    // h² and float32's 2e-7 over h.
    agree({ of, with: "NT-Xent's slope" }, entropyOf(zA, zB), loss(0.5) - beta * slope, 3e-4);
  });
});

describe("the metrics of the contrastive task", () => {
  it("refuse unequal views, numbers that are not finite, bad temperatures and unknown words", () => {
    const z = embeddings(someRows(8, 4, 0));
    const broken = { ...z, values: z.values.map((x, i) => (i === 14 ? NaN : x)) };
    for (const metric of [contrastiveAccuracy, contrastiveEntropy]) {
      const refused = (a: typeof z, b: typeof z, options: object, message: string): void =>
        assert.throws(() => metric(a, b, options), new MetricError(`${metric.name}: ${message}`));
      const narrow = embeddings(someRows(8, 3, 0));
      refused(z, narrow, {}, "zA is [8, 4] but zB is [8, 3]; both views need the same shape");
      refused(broken, z, {}, "row 3 of zA has the value NaN; all must be finite");
      refused(z, { ...z, rows: 9 }, {}, "zB is [9, 4] but has 32 values");
      const none = { values: new Float32Array(0), rows: 0, columns: 4 };
      refused(none, none, {}, "zA is [0, 4]; at least 1 row and 1 column are needed");
      refused(z, z, { negativesFrom: "one" }, 'negativesFrom is "one"; it must be "both" or "other"');
    }
    for (const temperature of [0, -1, NaN, Infinity])
      assert.throws(
        () => contrastiveEntropy(z, z, { temperature }),
        new MetricError(`contrastiveEntropy: temperature is ${temperature}; it must be a number above 0`),
      );
  });
});
