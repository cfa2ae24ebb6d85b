import assert from "node:assert/strict";
import fc from "fast-check";
import { tf } from "../../../src/engine/tf";
import type { Anchor, AnchorGradient } from "../../../src/losses/anchor/anchor";
import { marginTripletGradient } from "../../../src/losses/anchor/marginTripletGradient";
import { ntLogisticGradient } from "../../../src/losses/anchor/ntLogisticGradient";
import { ntXentGradient } from "../../../src/losses/anchor/ntXentGradient";
import { LossError } from "../../../src/losses/lossError";
import { marginTriplet } from "../../../src/losses/marginTriplet";
import { ntLogistic } from "../../../src/losses/ntLogistic";
import { ntXent } from "../../../src/losses/ntXent";
import { agree } from "../../support/agree";
import { finiteDifferences } from "../../support/finiteDifferences";
import { mean, type PairLoss, type Rows, softplus, someRows, withGradient } from "../pairsOfViews";

interface Case {
  of: string;
  name: string;
  closedForm: (of: Anchor) => AnchorGradient;
  /** The table's objective of uᵀv⁺ and the uᵀv⁻, in float64. */
  plain: (positive: number, negatives: number[]) => number;
  /** The same of tensors, a scalar and [K]. */
  tensors: (positive: tf.Tensor, negatives: tf.Tensor) => tf.Tensor;
  /** The loss over pairs of views. */
  loss: PairLoss;
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, x, d) => sum + x * b[d], 0);
const unit = (v: number[]): number[] => v.map((x) => x / Math.sqrt(dot(v, v)));

const cases: Case[] = [
  ...[0.1, 0.2, 0.5, 1].flatMap((temperature): Case[] => [
    {
      of: "ntXentGradient",
      name: `NT-Xent, temperature ${temperature}`,
      closedForm: (of) => ntXentGradient(of, { temperature }),
      plain: (p, n) => p / temperature - Math.log([p, ...n].reduce((sum, s) => sum + Math.exp(s / temperature), 0)),
      tensors: (p, n) => p.div(temperature).sub(tf.logSumExp(tf.concat([p.reshape([1]), n]).div(temperature))),
      loss: (a, b) => ntXent(a, b, { temperature, normalize: false }),
    },
    ...(["mean", "sum"] as const).map((overNegatives): Case => ({
      of: "ntLogisticGradient",
      name: `NT-Logistic, temperature ${temperature}, ${overNegatives} over negatives`,
      closedForm: (of) => ntLogisticGradient(of, { temperature, overNegatives }),
      plain: (p, n) =>
        -softplus(-p / temperature) -
        total(
          overNegatives,
          n.map((s) => softplus(s / temperature)),
        ),
      // tf.logSigmoid loses its input before its gradient is taken.
      tensors: (p, n) => {
        const repulsion = tf.softplus(n.div(temperature));
        return tf
          .softplus(p.div(-temperature))
          .add(overNegatives === "sum" ? repulsion.sum() : repulsion.mean())
          .neg();
      },
      loss: (a, b) => ntLogistic(a, b, { temperature, normalize: false, overNegatives }),
    })),
  ]),
  ...[0, 0.4, 0.8, 1.6].map((margin): Case => ({
    of: "marginTripletGradient",
    name: `margin triplet, margin ${margin}`,
    closedForm: (of) => marginTripletGradient(of, { margin }),
    plain: (p, n) => -mean(n.map((s) => Math.max(s - p + margin, 0))),
    tensors: (p, n) => tf.relu(n.sub(p).add(margin)).mean().neg(),
    loss: (a, b) => marginTriplet(a, b, { margin, normalize: false }),
  })),
];

function total(over: "mean" | "sum", values: number[]): number {
  return over === "mean" ? mean(values) : mean(values) * values.length;
}

/** An anchor with negatives, all of length 1 as in the paper's table. */
const anchors: fc.Arbitrary<Anchor> = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 2, max: 6 }), fc.nat(100_000))
  .map(([negatives, d, start]) => {
    const [anchor, positive, ...rest] = someRows(negatives + 2, d, start).map(unit);
    return { anchor, positive, negatives: rest };
  });

describe("the gradients of the paper's table 2", () => {
  for (const { of, name, closedForm, plain, tensors, loss } of cases)
    describe(name, () => {
      it("the closed form is what autodiff gives to 1e-5, and finite differences", () => {
        fc.assert(
          fc.property(anchors, (one) => {
            const gaps = one.negatives.map((v) => dot(one.anchor, one.positive) - dot(one.anchor, v));
            // At the bend of max(x, 0) there is no gradient.
            fc.pre([0, 0.4, 0.8, 1.6].every((margin) => gaps.every((gap) => Math.abs(gap - margin) > 1e-4)));
            const { gradient } = closedForm(one);
            const autodiff = tf.tidy(() => {
              const [positive, negatives] = [tf.tensor1d(Array.from(one.positive)), tf.tensor2d(one.negatives as Rows)];
              const objective = (u: tf.Tensor): tf.Tensor => tensors(u.mul(positive).sum(), negatives.mul(u).sum(1));
              return tf
                .grad(objective)(tf.tensor1d(Array.from(one.anchor)))
                .dataSync();
            });
            agree({ of, with: "autodiff" }, gradient, autodiff, 1e-5);
            const f = (u: number[]): number =>
              plain(
                dot(u, one.positive),
                one.negatives.map((v) => dot(u, v)),
              );
            // h² times a third derivative of at most 1 / τ³.
            agree({ of, with: "finite differences" }, gradient, finiteDifferences(f, Array.from(one.anchor)), 1e-6);
          }),
          { numRuns: 25 },
        );
      });

      it("the weights of all anchors add up to the gradient of the loss over pairs of views", () => {
        const [zA, zB] = [someRows(4, 3, 5).map(unit), someRows(4, 3, 500).map(unit)];
        const z = [...zA, ...zB];
        const moved = z.map((v) => v.map(() => 0));
        const add = (to: number, weight: number, v: number[]): void =>
          v.forEach((x, d) => (moved[to][d] += (weight * x) / z.length));
        z.forEach((anchor, i) => {
          const partner = (i + 4) % 8;
          const others = z.map((_, k) => k).filter((k) => k !== i && k !== partner);
          const weights = closedForm({ anchor, positive: z[partner], negatives: others.map((k) => z[k]) });
          add(i, 1, weights.gradient);
          add(partner, weights.positiveWeight, anchor);
          others.forEach((k, n) => add(k, -weights.negativeWeights[n], anchor));
        });
        const expected = moved.flat().map((x) => -x);
        agree({ of, with: "autodiff of the loss" }, withGradient(loss, zA, zB).gradient, expected, 1e-5);
      });
    });

  it("weigh negatives as the paper says: NT-Xent by their relative hardness, NT-Logistic by their own, the margin loss not at all", () => {
    const near = [Math.cos(0.5), Math.sin(0.5)];
    const far = [Math.cos(1), Math.sin(1)];
    const given = (negatives: number[][]): Anchor => ({
      anchor: [1, 0],
      positive: [Math.cos(0.4), Math.sin(0.4)],
      negatives,
    });
    const ratio = (gradient: (of: Anchor) => AnchorGradient, negatives: number[][]): number => {
      const [a, b] = gradient(given(negatives)).negativeWeights;
      return a / b;
    };
    const hardness = Math.exp((near[0] - far[0]) / 0.1);
    agree(
      { of: "ntXentGradient", with: "closed form" },
      ratio((one) => ntXentGradient(one, { temperature: 0.1 }), [near, far]),
      hardness,
      1e-12,
    );
    assert.equal(
      ratio((one) => marginTripletGradient(one, { margin: 0.8 }), [near, far]),
      1,
    );
    // Another negative changes a weight of NT-Xent, and not the relation of the others' weights; nothing in NT-Logistic.
    const [alone] = ntXentGradient(given([near])).negativeWeights;
    assert.ok(ntXentGradient(given([near, far])).negativeWeights[0] < alone * 0.9);
    const sum = { overNegatives: "sum" } as const;
    assert.equal(
      ntLogisticGradient(given([near, far]), sum).negativeWeights[0],
      ntLogisticGradient(given([near]), sum).negativeWeights[0],
    );
  });

  it("stay finite for similarities far beyond the range of exp", () => {
    const one = { anchor: [1e3], positive: [-1e3], negatives: [[1e3], [5]] };
    agree(
      { of: "ntXentGradient", with: "closed form" },
      ntXentGradient(one, { temperature: 1 }).gradient,
      [-2e3],
      1e-12,
    );
    const logistic = ntLogisticGradient(one, { temperature: 1, overNegatives: "sum" }).gradient;
    agree({ of: "ntLogisticGradient", with: "closed form" }, logistic, [-1e3 - 1e3 - 5], 1e-12);
  });

  it("refuse what has no gradient", () => {
    const one = { anchor: [1, 0], positive: [0, 1], negatives: [[1, 1]] };
    for (const gradient of [ntXentGradient, ntLogisticGradient, marginTripletGradient]) {
      const refused = (of: Anchor, message: string): void =>
        assert.throws(() => gradient(of), new LossError(`${gradient.name}: ${message}`));
      refused({ ...one, negatives: [] }, "there are 0 negatives; at least 1 is needed");
      const length = "all vectors need the same length";
      refused({ ...one, positive: [1] }, `the positive has 1 numbers but the anchor has 2; ${length}`);
      refused(
        {
          ...one,
          negatives: [
            [1, 1],
            [1, 2, 3],
          ],
        },
        `negative 1 has 3 numbers but the anchor has 2; ${length}`,
      );
    }
    for (const gradient of [ntXentGradient, ntLogisticGradient])
      assert.throws(
        () => gradient(one, { temperature: 0 }),
        new LossError(`${gradient.name}: temperature is 0 but must be a positive number`),
      );
    assert.throws(
      () => marginTripletGradient(one, { margin: -1 }),
      new LossError("marginTripletGradient: margin is -1; it must be a number from 0"),
    );
  });
});
