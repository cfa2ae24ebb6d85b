import assert from "node:assert/strict";
import fc from "fast-check";
import { tf } from "../../src/engine/tf";
import { LossError } from "../../src/losses/lossError";
import { marginTriplet, type MarginTripletOptions } from "../../src/losses/marginTriplet";
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
  type TorchLosses,
  valueOf,
  withGradient,
} from "./pairsOfViews";

const of = "marginTriplet";
const withOptions =
  (options?: MarginTripletOptions): PairLoss =>
  (zA, zB) =>
    marginTriplet(zA, zB, options);

/** Table 2 of the paper for every anchor and each of its negatives, in float64. */
function byThePaper(zA: Rows, zB: Rows, options: MarginTripletOptions = {}): number {
  const { margin = 0.8, semiHard: mined = false } = options;
  return mean(
    anchorViews(zA, zB, options).map((view) => {
      const negatives = mined ? semiHard(view, margin) : view.negatives;
      return negatives.length === 0 ? 0 : mean(negatives.map((s) => Math.max(s - view.positive + margin, 0)));
    }),
  );
}

const settings: fc.Arbitrary<Required<Omit<MarginTripletOptions, "gathered">>> = fc.record({
  margin: fc.constantFrom(0.1, 0.4, 0.8, 1.6),
  normalize: fc.boolean(),
  negativesFrom: fc.constantFrom("both", "other"),
  semiHard: fc.boolean(),
});

describe("marginTriplet", () => {
  it("is the margin when all embeddings are equal", () => {
    const same = Array.from({ length: 4 }, () => [0.3, -2]);
    for (const margin of [0, 0.4, 1.6])
      agree({ of, with: "closed form" }, valueOf(withOptions({ margin }), same, same), margin, 1e-6);
  });

  it("has its closed forms for pairs orthogonal to all others: aligned max(m - 1, 0), opposite m + 1", () => {
    const basis = Array.from({ length: 3 }, (_, i) => Array.from({ length: 3 }, (_, j) => (i === j ? 2 : 0)));
    const opposite = basis.map((row) => row.map((x) => -x));
    for (const margin of [0, 0.8, 1.6]) {
      const loss = (zB: Rows, more: MarginTripletOptions = {}): number =>
        valueOf(withOptions({ margin, ...more }), basis, zB);
      agree({ of, with: "closed form" }, loss(basis), Math.max(margin - 1, 0), 1e-6);
      agree({ of, with: "closed form" }, loss(opposite), margin + 1, 1e-6);
      // All negatives are farther than an aligned positive, none is farther than an opposite one.
      if (margin === 0) continue;
      agree({ of, with: "closed form" }, loss(basis, { semiHard: true }), Math.max(margin - 1, 0), 1e-6);
      agree({ of, with: "closed form" }, loss(opposite, { semiHard: true }), 0, 1e-6);
    }
  });

  it("takes, of the farther negatives within the margin, the closest", () => {
    // One anchor's similarities: positive 0.9; negatives 0.95 (closer than it), 0.6 (the one), 0.3 (not the closest), -1 (beyond the margin).
    const s = [0.95, 0.6, 0.3, -1];
    const vector = (cosine: number): number[] => [cosine, Math.sqrt(1 - cosine ** 2)];
    const zA = [[1, 0], ...s.map(() => [1, 0])];
    const zB = [vector(0.9), ...s.map(vector)];
    const views = anchorViews(zA, zB, { negativesFrom: "other" });
    s.forEach((cosine, k) => assert.ok(Math.abs(views[0].negatives[k] - cosine) < 1e-12));
    assert.deepEqual(
      semiHard(views[0], 0.8).map((x) => x.toFixed(6)),
      ["0.600000"],
    );
    const options = { negativesFrom: "other", semiHard: true, margin: 0.8 } as const;
    agree({ of, with: "loops in float64" }, valueOf(withOptions(options), zA, zB), byThePaper(zA, zB, options), 1e-6);
  });

  it("is what the paper's table gives, by plain loops, with all options", () => {
    fc.assert(
      fc.property(pairs(), genericPairs(), settings, (any, generic, options) => {
        const [zA, zB] = options.semiHard ? generic : any;
        fc.pre(!options.semiHard || clear(anchorViews(zA, zB, options), options.margin));
        const value = valueOf(withOptions(options), zA, zB);
        // Similarities up to 36, each wrong by a few roundings of 6e-8.
        agree({ of, with: "loops in float64" }, value, byThePaper(zA, zB, options), 2e-5);
      }),
      { numRuns: 150 },
    );
  });

  it("is what PyTorch's triplet loss gives, with its gradients", () => {
    const { zA, zB, marginTriplet: cases } = golden<TorchLosses>("pytorch");
    for (const { loss, gradients, ...options } of cases) {
      const { value, gradient } = withGradient(withOptions(options), zA, zB);
      const expected = [...gradients.zA, ...gradients.zB].flat();
      agree({ of, with: "PyTorch 2.14.1" }, value, loss, 5e-6);
      agree({ of, with: "PyTorch 2.14.1" }, gradient, expected, 5e-6);
    }
  });

  it("has the gradient that finite differences have, by the chosen negatives only when they are mined", () => {
    fc.assert(
      fc.property(genericPairs(), settings, ([zA, zB], options) => {
        // Also away from the bend of max(x, 0).
        fc.pre(clear(anchorViews(zA, zB, options), options.margin));
        const { gradient } = withGradient(withOptions(options), zA, zB);
        const [n, d] = [zA.length, zA[0].length];
        const f = (x: number[]): number => byThePaper(rowsOf(x.slice(0, n * d), d), rowsOf(x.slice(n * d), d), options);
        agree({ of, with: "finite differences" }, gradient, finiteDifferences(f, [...zA, ...zB].flat(), 1e-6), 2e-4);
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
          fc.pre(!mined || clear(anchorViews(zA, zB), 0.8));
          const loss = (a: Rows, b: Rows): number => valueOf(withOptions({ semiHard: mined }), a, b);
          const scaled = zA.map((row) => row.map((x) => x * scale));
          for (const same of [loss(zB, zA), loss([...zA].reverse(), [...zB].reverse()), loss(scaled, zB)])
            agree({ of, with: "invariance" }, same, loss(zA, zB), 1e-5);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("is NaN for NaN, mined or not", () => {
    const broken = [
      [NaN, 1],
      [1, 2],
    ];
    const whole = [
      [1, 2],
      [3, 1],
    ];
    for (const mined of [false, true])
      assert.ok(Number.isNaN(valueOf(withOptions({ semiHard: mined }), broken, whole)));
  });

  it("refuses bad margins, unequal views and a single pair", () => {
    const refused = (zA: tf.Tensor, zB: tf.Tensor, options: object, message: string): void =>
      assert.throws(
        () => marginTriplet(zA as tf.Tensor2D, zB as tf.Tensor2D, options),
        new LossError(`marginTriplet: ${message}`),
      );
    tf.tidy(() => {
      const z = tf.zeros([8, 128]);
      for (const margin of [-1, NaN, Infinity])
        refused(z, z, { margin }, `margin is ${margin}; it must be a number from 0`);
      const within = "semi-hard negatives lie within the margin, which must be above 0";
      refused(z, z, { margin: 0, semiHard: true }, `margin is 0; ${within}`);
      refused(z, tf.zeros([8, 64]), {}, "zA is [8, 128] but zB is [8, 64]; both views need the same shape");
      const one = tf.zeros([1, 128]);
      refused(one, one, {}, "there is 1 pair of views; at least 2 are needed to have negatives");
    });
  });
});
