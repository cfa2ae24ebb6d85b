import assert from "node:assert/strict";
import fc from "fast-check";
import { tf } from "../../src/engine/tf";
import { LossError } from "../../src/losses/lossError";
import { ntXent, type NtXentOptions } from "../../src/losses/ntXent";
import { agree } from "../support/agree";
import { finiteDifferences } from "../support/finiteDifferences";
import {
  anchorViews,
  golden,
  mean,
  type PairLoss,
  pairs,
  type Rows,
  rowsOf,
  someRows,
  type TorchLosses,
  valueOf,
  withGradient,
} from "./pairsOfViews";

const of = "ntXent";
const withOptions =
  (options?: NtXentOptions): PairLoss =>
  (zA, zB) =>
    ntXent(zA, zB, options);
const ours = (zA: Rows, zB: Rows, options?: NtXentOptions): number => valueOf(withOptions(options), zA, zB);

/** Algorithm 1 of the paper in float64. */
function byThePaper(zA: Rows, zB: Rows, { temperature = 0.5, ...options }: NtXentOptions = {}): number {
  return mean(
    anchorViews(zA, zB, options).map(({ positive, negatives }) => {
      const highest = Math.max(positive, ...negatives);
      const z = [positive, ...negatives].reduce((sum, s) => sum + Math.exp((s - highest) / temperature), 0);
      return Math.log(z) + (highest - positive) / temperature;
    }),
  );
}

const settings: fc.Arbitrary<Required<Omit<NtXentOptions, "gathered">>> = fc.record({
  temperature: fc.constantFrom(0.05, 0.1, 0.5, 1, 10),
  normalize: fc.boolean(),
  negativesFrom: fc.constantFrom("both", "other"),
});
/** Similarities up to 36, each wrong by a few roundings of 6e-8, divided by the temperature. */
const tolerance = (temperature: number): number => 2e-5 / Math.min(temperature, 1);

describe("ntXent", () => {
  it("is log(2N - 1) when all embeddings are equal, log N with negatives from the other view", () => {
    for (const n of [1, 2, 7, 100]) {
      const same = Array.from({ length: n }, () => [0.3, -2]);
      agree({ of, with: "closed form" }, ours(same, same), Math.log(2 * n - 1), 1e-6);
      agree({ of, with: "closed form" }, ours(same, same, { negativesFrom: "other" }), Math.log(n), 1e-6);
    }
  });

  it("has its closed form for aligned pairs that are orthogonal to all others", () => {
    const basis = Array.from({ length: 6 }, (_, i) => Array.from({ length: 6 }, (_, j) => (i === j ? 2 : 0)));
    for (const temperature of [0.1, 0.5, 2]) {
      const expected = (negatives: number): number => Math.log(1 + negatives * Math.exp(-1 / temperature));
      agree({ of, with: "closed form" }, ours(basis, basis, { temperature }), expected(10), 1e-5);
      const other = ours(basis, basis, { temperature, negativesFrom: "other" });
      agree({ of, with: "closed form" }, other, expected(5), 1e-5);
    }
  });

  it("is what the paper's algorithm gives, with and without normalization, whichever the negatives", () => {
    fc.assert(
      fc.property(pairs(1), settings, ([zA, zB], options) => {
        const expected = byThePaper(zA, zB, options);
        agree({ of, with: "loops in float64" }, ours(zA, zB, options), expected, tolerance(options.temperature));
      }),
      { numRuns: 150 },
    );
  });

  it("is what lightly computes, with its gradients", () => {
    const { zA, zB, ntXent: cases } = golden<LightlyLosses>("lightly");
    for (const { temperature, loss, gradientA, gradientB } of cases) {
      const { value, gradient } = withGradient(withOptions({ temperature }), zA, zB);
      agree({ of, with: "lightly 1.6.0" }, value, loss, 1e-5);
      agree({ of, with: "lightly 1.6.0" }, gradient, [...gradientA, ...gradientB].flat(), 1e-5);
    }
  });

  it("is what PyTorch's cross-entropy of each anchor gives, with its gradients", () => {
    const { zA, zB, ntXent: cases } = golden<TorchLosses>("pytorch");
    for (const { loss, gradients, ...options } of cases) {
      const { value, gradient } = withGradient(withOptions(options), zA, zB);
      agree({ of, with: "PyTorch 2.14.1" }, value, loss, tolerance(options.temperature));
      const expected = [...gradients.zA, ...gradients.zB].flat();
      agree({ of, with: "PyTorch 2.14.1" }, gradient, expected, tolerance(options.temperature));
    }
  });

  it("does not change when views are swapped, pairs reordered or embeddings scaled", () => {
    fc.assert(
      fc.property(pairs(1), fc.double({ min: 0.1, max: 50, noNaN: true }), ([zA, zB], scale) => {
        const loss = ours(zA, zB);
        const scaled = zA.map((row) => row.map((x) => x * scale));
        for (const same of [ours(zB, zA), ours([...zA].reverse(), [...zB].reverse()), ours(scaled, zB)])
          agree({ of, with: "invariance" }, same, loss, 1e-5);
      }),
      { numRuns: 50 },
    );
  });

  it("is no less with both views' negatives than with the other's, and never negative", () => {
    fc.assert(
      fc.property(pairs(), settings, ([zA, zB], options) => {
        const { temperature, normalize } = options;
        const both = ours(zA, zB, { temperature, normalize, negativesFrom: "both" });
        const other = ours(zA, zB, { temperature, normalize, negativesFrom: "other" });
        assert.ok(both >= other - tolerance(temperature) * (1 + both));
        assert.ok(other >= 0);
      }),
      { numRuns: 50 },
    );
  });

  it("stays finite at small temperatures and for embeddings of length 0", () => {
    const far = [
      [1, 0],
      [0, 1],
    ];
    const opposite = far.map((row) => row.map((x) => -x));
    const loss = ours(far, opposite, { temperature: 0.01 });
    agree({ of, with: "closed form" }, loss, 100 + Math.log(2), 1e-5);
    // No similarity is too large to be left out: here a view's own is 1e12, and all that counts is the partner's.
    assert.ok(Math.abs(ours([[1e6]], [[1e6]], { temperature: 1, normalize: false })) < 1e-6);
    const { gradient } = withGradient(withOptions(), [[0, 0], ...far], [...far, [0, 0]]);
    assert.ok(gradient.every(Number.isFinite));
  });

  it("is exact without normalization at large temperatures, where inner products are large too", () => {
    const [zA, zB] = [someRows(6, 8, 0), someRows(6, 8, 100)].map((rows) => rows.map((row) => row.map((x) => 20 * x)));
    for (const temperature of [10, 100, 1000]) {
      const options = { temperature, normalize: false };
      const flat = [...zA, ...zB].flat();
      const { value, gradient } = withGradient(withOptions(options), zA, zB);
      const f = (x: number[]): number => byThePaper(rowsOf(x.slice(0, 48), 8), rowsOf(x.slice(48), 8), options);
      // Inner products are up to 12,800 here, and wrong by up to four roundings of 6e-8.
      agree({ of, with: "loops in float64" }, value, f(flat), (12_800 * 4 * 6e-8) / temperature + 1e-6);
      agree({ of, with: "finite differences" }, gradient, finiteDifferences(f, flat, 1e-4), 1e-3);
    }
  });

  it("has the gradient that finite differences of the paper's algorithm have", () => {
    fc.assert(
      fc.property(pairs(1), settings, ([zA, zB], options) => {
        // Below, third derivatives of 1 / τ³ leave finite differences of float64 less exact than float32.
        fc.pre(options.temperature >= 0.1 && options.normalize);
        const { gradient } = withGradient(withOptions(options), zA, zB);
        const [n, d] = [zA.length, zA[0].length];
        const f = (x: number[]): number => byThePaper(rowsOf(x.slice(0, n * d), d), rowsOf(x.slice(n * d), d), options);
        agree({ of, with: "finite differences" }, gradient, finiteDifferences(f, [...zA, ...zB].flat()), 2e-3);
      }),
      { numRuns: 30 },
    );
  });

  it("refuses a temperature that is not positive, views of unequal shape, and what are no embeddings", () => {
    const refused = (zA: tf.Tensor, zB: tf.Tensor, options: NtXentOptions, message: string): void =>
      assert.throws(() => ntXent(zA as tf.Tensor2D, zB as tf.Tensor2D, options), new LossError(`ntXent: ${message}`));
    tf.tidy(() => {
      const z = tf.zeros([8, 128]);
      for (const temperature of [0, -1, NaN, Infinity])
        refused(z, z, { temperature }, `temperature is ${temperature} but must be a positive number`);
      refused(z, tf.zeros([8, 64]), {}, "zA is [8, 128] but zB is [8, 64]; both views need the same shape");
      const needed = "float32 embeddings [N, D] with N and D at least 1 are needed";
      refused(tf.zeros([8]), tf.zeros([8]), {}, `zA is [8]; ${needed}`);
      refused(tf.zeros([0, 4]), tf.zeros([0, 4]), {}, `zA is [0, 4]; ${needed}`);
      refused(tf.zeros([2, 4], "int32"), tf.zeros([2, 4], "int32"), {}, `zA is [2, 4] of int32; ${needed}`);
      const options = { negativesFrom: "one" } as unknown as NtXentOptions;
      refused(z, z, options, 'negativesFrom is "one"; it must be "both" or "other"');
    });
  });
});

interface LightlyLosses {
  zA: Rows;
  zB: Rows;
  ntXent: { temperature: number; loss: number; gradientA: Rows; gradientB: Rows }[];
}
