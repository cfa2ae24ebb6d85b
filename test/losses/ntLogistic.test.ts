import assert from "node:assert/strict";
import fc from "fast-check";
import { tf } from "../../src/engine/tf";
import { LossError } from "../../src/losses/lossError";
import { ntLogistic, type NtLogisticOptions } from "../../src/losses/ntLogistic";
import { agree } from "../support/agree";
import { finiteDifferences } from "../support/finiteDifferences";
import {
  anchorViews,
  clear,
  genericPairs,
  golden,
  mean,
  type PairLoss,
  pairs,
  type Rows,
  rowsOf,
  semiHard,
  softplus,
  type TorchLosses,
  valueOf,
  withGradient,
} from "./pairsOfViews";

const of = "ntLogistic";
const withOptions =
  (options?: NtLogisticOptions): PairLoss =>
  (zA, zB) =>
    ntLogistic(zA, zB, options);

/** Table 2 of the paper for every anchor and each of its negatives, in float64. */
function byThePaper(zA: Rows, zB: Rows, options: NtLogisticOptions = {}): number {
  const { temperature = 0.5, overNegatives = "mean", semiHard: mined = false } = options;
  return mean(
    anchorViews(zA, zB, options).map((view) => {
      const negatives = mined ? semiHard(view) : view.negatives;
      const sum = negatives.reduce((total, s) => total + softplus(s / temperature), 0);
      const repulsion = overNegatives === "sum" || negatives.length === 0 ? sum : sum / negatives.length;
      return softplus(-view.positive / temperature) + repulsion;
    }),
  );
}

const settings: fc.Arbitrary<Required<Omit<NtLogisticOptions, "gathered">>> = fc.record({
  temperature: fc.constantFrom(0.05, 0.1, 0.5, 1, 10),
  normalize: fc.boolean(),
  negativesFrom: fc.constantFrom("both", "other"),
  semiHard: fc.boolean(),
  overNegatives: fc.constantFrom("mean", "sum"),
});
/** Similarities up to 36, each wrong by a few roundings of 6e-8, divided by the temperature. */
const tolerance = (temperature: number): number => 2e-5 / Math.min(temperature, 1);

describe("ntLogistic", () => {
  it("is 2 log 2 when all embeddings are orthogonal, each pair to itself too", () => {
    const basis = (from: number): Rows =>
      Array.from({ length: 3 }, (_, i) => Array.from({ length: 6 }, (_, j) => (i + from === j ? 1.5 : 0)));
    const loss = (options?: NtLogisticOptions): number => valueOf(withOptions(options), basis(0), basis(3));
    agree({ of, with: "closed form" }, loss(), 2 * Math.log(2), 1e-6);
    agree({ of, with: "closed form" }, loss({ overNegatives: "sum" }), 5 * Math.log(2), 1e-6);
    const sum = loss({ overNegatives: "sum", negativesFrom: "other" });
    agree({ of, with: "closed form" }, sum, 3 * Math.log(2), 1e-6);
  });

  it("is log(1 + e^(-1/τ)) + log(1 + e^(1/τ)) when all embeddings are equal", () => {
    const same = Array.from({ length: 4 }, () => [0.3, -2]);
    for (const temperature of [0.05, 0.5, 3])
      agree(
        { of, with: "closed form" },
        valueOf(withOptions({ temperature }), same, same),
        softplus(-1 / temperature) + softplus(1 / temperature),
        1e-6,
      );
  });

  it("is what the paper's table gives, by plain loops, with all options", () => {
    fc.assert(
      fc.property(pairs(), genericPairs(), settings, (any, generic, options) => {
        const [zA, zB] = options.semiHard ? generic : any;
        fc.pre(!options.semiHard || clear(anchorViews(zA, zB, options)));
        const value = valueOf(withOptions(options), zA, zB);
        agree({ of, with: "loops in float64" }, value, byThePaper(zA, zB, options), tolerance(options.temperature));
      }),
      { numRuns: 150 },
    );
  });

  it("is what PyTorch's binary cross-entropy with logits gives, with its gradients", () => {
    const { zA, zB, ntLogistic: cases } = golden<TorchLosses>("pytorch");
    for (const { loss, gradients, over, ...options } of cases) {
      const { value, gradient } = withGradient(withOptions({ ...options, overNegatives: over }), zA, zB);
      const expected = [...gradients.zA, ...gradients.zB].flat();
      agree({ of, with: "PyTorch 2.14.1" }, value, loss, tolerance(options.temperature));
      agree({ of, with: "PyTorch 2.14.1" }, gradient, expected, tolerance(options.temperature));
    }
  });

  it("has the gradient that finite differences have, by the chosen negatives only when they are mined", () => {
    fc.assert(
      fc.property(genericPairs(), settings, ([zA, zB], given) => {
        // Below, third derivatives of 1 / τ³ leave finite differences of float64 less exact than float32.
        const options = { ...given, normalize: true, temperature: Math.max(given.temperature, 0.1) };
        fc.pre(!options.semiHard || clear(anchorViews(zA, zB, options)));
        const { gradient } = withGradient(withOptions(options), zA, zB);
        const [n, d] = [zA.length, zA[0].length];
        const f = (x: number[]): number => byThePaper(rowsOf(x.slice(0, n * d), d), rowsOf(x.slice(n * d), d), options);
        agree({ of, with: "finite differences" }, gradient, finiteDifferences(f, [...zA, ...zB].flat()), 2e-3);
      }),
      { numRuns: 40 },
    );
  });

  it("does not change when views are swapped, pairs reordered or embeddings scaled", () => {
    fc.assert(
      fc.property(
        genericPairs(),
        fc.double({ min: 0.1, max: 50, noNaN: true }),
        fc.boolean(),
        ([zA, zB], scale, mined) => {
          fc.pre(!mined || clear(anchorViews(zA, zB)));
          const loss = (a: Rows, b: Rows): number => valueOf(withOptions({ semiHard: mined }), a, b);
          const scaled = zA.map((row) => row.map((x) => x * scale));
          for (const same of [loss(zB, zA), loss([...zA].reverse(), [...zB].reverse()), loss(scaled, zB)])
            agree({ of, with: "invariance" }, same, loss(zA, zB), 1e-5);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("keeps only the positive's term when every negative is closer than the positive", () => {
    // Partners are opposite, so that no negative can be farther.
    const zA = [
      [1, 0],
      [0, 1],
    ];
    const zB = zA.map((row) => row.map((x) => -x));
    const { value, gradient } = withGradient(withOptions({ semiHard: true, temperature: 1, normalize: false }), zA, zB);
    agree({ of, with: "closed form" }, value, softplus(1), 1e-6);
    // Each image's two terms pull on both of its views: -σ(1) z / 2 each.
    const pull = 1 / (1 + Math.exp(-1)) / 2;
    agree({ of, with: "closed form" }, gradient, [pull, 0, 0, pull, -pull, 0, 0, -pull], 1e-6);
  });

  it("stays finite for similarities far beyond the range of exp, and is NaN for NaN", () => {
    const options = { normalize: false, temperature: 1e-3 };
    for (const mined of [false, true]) {
      const { value, gradient } = withGradient(withOptions({ ...options, semiHard: mined }), [[9], [3]], [[-9], [2]]);
      assert.ok([value, ...gradient].every(Number.isFinite));
      assert.ok(
        Number.isNaN(
          valueOf(
            withOptions({ semiHard: mined }),
            [
              [NaN, 1],
              [1, 2],
            ],
            [
              [1, 2],
              [3, 1],
            ],
          ),
        ),
      );
    }
  });

  it("refuses bad temperatures, unequal views, a single pair and unknown words", () => {
    const refused = (zA: tf.Tensor, zB: tf.Tensor, options: object, message: string): void =>
      assert.throws(
        () => ntLogistic(zA as tf.Tensor2D, zB as tf.Tensor2D, options),
        new LossError(`ntLogistic: ${message}`),
      );
    tf.tidy(() => {
      const z = tf.zeros([8, 128]);
      for (const temperature of [0, -1, NaN, Infinity])
        refused(z, z, { temperature }, `temperature is ${temperature} but must be a positive number`);
      refused(z, tf.zeros([8, 64]), {}, "zA is [8, 128] but zB is [8, 64]; both views need the same shape");
      const one = tf.zeros([1, 128]);
      refused(one, one, {}, "there is 1 pair of views; at least 2 are needed to have negatives");
      refused(z, z, { overNegatives: "all" }, 'overNegatives is "all"; it must be "mean" or "sum"');
      refused(z, z, { negativesFrom: "one" }, 'negativesFrom is "one"; it must be "both" or "other"');
    });
  });
});
