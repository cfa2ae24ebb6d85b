import assert from "node:assert/strict";
import fc from "fast-check";
import { BoundError } from "../../src/bounds/boundError";
import { cyclicShift } from "../../src/bounds/cyclicShift";
import { donskerVaradhan } from "../../src/bounds/donskerVaradhan";
import { jensenShannon } from "../../src/bounds/jensenShannon";
import { nwj } from "../../src/bounds/nwj";
import { smile } from "../../src/bounds/smile";
import { correlatedGaussian } from "../../src/data/samplers/correlatedGaussian";
import { tf } from "../../src/engine/tf";
import { key } from "../../src/random/key";
import { agree } from "../support/agree";
import { finiteDifferences } from "../support/finiteDifferences";
import { numbersOf, pytorch, torch, valueAndSlopes, type TwoSampleBound } from "./golden";

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const logMeanExp = (t: number[]): number => {
  const most = Math.max(...t);
  return most + Math.log(mean(t.map((value) => Math.exp(value - most))));
};
const logistic = (t: number): number => 1 / (1 + Math.exp(-t));

/** The formulas as the papers have them, in doubles. */
const loops = {
  donskerVaradhan: (joint: number[], marginal: number[]): number => mean(joint) - logMeanExp(marginal),
  nwj: (joint: number[], marginal: number[]): number => mean(joint) - mean(marginal.map((t) => Math.exp(t - 1))),
  smile: (joint: number[], marginal: number[]): number =>
    mean(joint) - Math.log(mean(marginal.map((t) => Math.min(Math.exp(5), Math.max(Math.exp(-5), Math.exp(t)))))),
  jensenShannon: (joint: number[], marginal: number[]): number =>
    mean(joint.map((t) => Math.log(logistic(t)))) + mean(marginal.map((t) => Math.log(1 - logistic(t)))),
};
const ours: Record<keyof typeof loops, TwoSampleBound> = { donskerVaradhan, nwj, smile, jensenShannon };
const names = Object.keys(loops) as (keyof typeof loops)[];

const value = (bound: TwoSampleBound, joint: number[], marginal: number[]): number =>
  numbersOf(() => bound(tf.tensor1d(joint), tf.tensor1d(marginal)))[0];
const scores = (most = 4): fc.Arbitrary<number[]> =>
  fc.array(fc.float({ min: -most, max: most, noNaN: true }), { minLength: 1, maxLength: 12 });

describe("bounds from joint and marginal scores", () => {
  for (const name of names) {
    it(`${name} is its formula`, () => {
      fc.assert(
        fc.property(scores(), scores(), (joint, marginal) => {
          // float32: terms up to e^4 in nwj, each within 2^-23 of the double, in sums of at most 12.
          agree(
            { of: name, with: "loops in float64" },
            value(ours[name], joint, marginal),
            loops[name](joint, marginal),
            2e-5,
          );
        }),
      );
    });

    it(`${name} has PyTorch's value and gradients`, () => {
      for (const { joint, marginal, bounds } of torch.cases) {
        const { value: theirs, joint: byJoint, marginal: byMarginal } = bounds[name];
        const slopes = valueAndSlopes(ours[name], joint, marginal);
        // The largest score is 11.6: nwj's terms are some 4e4, which agree() takes the tolerance by.
        agree({ of: name, with: pytorch }, slopes, [theirs, ...byJoint, ...byMarginal], 5e-6);
      }
    });

    it(`${name} has the gradient of finite differences`, () => {
      const [joint, marginal] = [
        [0.3, -1.2, 2],
        [0.7, -0.4, 1.1, -2.6],
      ];
      const slopes = finiteDifferences((t) => loops[name](t.slice(0, 3), t.slice(3)), [...joint, ...marginal]);
      agree(
        { of: name, with: "finite differences" },
        valueAndSlopes(ours[name], joint, marginal).slice(1),
        slopes,
        1e-6,
      );
    });

    it(`${name} refuses scores of no pair`, () => {
      tf.tidy(() => {
        const [none, one] = [tf.tensor1d([]), tf.tensor1d([1])];
        assert.throws(
          () => ours[name](none, one),
          new BoundError(`${name}: joint is [0]; the scores of at least one pair are needed`),
        );
        assert.throws(
          () => ours[name](one, none),
          new BoundError(`${name}: marginal is [0]; the scores of at least one pair are needed`),
        );
      });
    });
  }

  it("order as the papers say: Donsker-Varadhan is at least NWJ on any batch, and equal where the marginal mean of exp(T - 1) is 1", () => {
    fc.assert(
      fc.property(scores(30), scores(30), (joint, marginal) => {
        const [dv, f] = [value(donskerVaradhan, joint, marginal), value(nwj, joint, marginal)];
        assert.ok(dv >= f - 1e-5 * (1 + Math.abs(dv)), `${dv} is below ${f}`);
        const lifted = joint.map((t) => t + 1 - logMeanExp(marginal));
        const centred = marginal.map((t) => t + 1 - logMeanExp(marginal));
        assert.ok(Math.abs(value(nwj, lifted, centred) - value(donskerVaradhan, lifted, centred)) < 1e-3);
      }),
    );
  });

  it("keep Donsker-Varadhan when a constant is added to T, and change the others", () => {
    const [joint, marginal] = [
      [1, 2, 0.5],
      [-1, 0.25, 1],
    ];
    const shifted = (bound: TwoSampleBound): number =>
      value(
        bound,
        joint.map((t) => t + 3),
        marginal.map((t) => t + 3),
      ) - value(bound, joint, marginal);
    assert.ok(Math.abs(shifted(donskerVaradhan)) < 1e-6);
    for (const bound of [nwj, jensenShannon]) assert.ok(Math.abs(shifted(bound)) > 0.1);
  });

  it("have their closed form for the best critic of a Gaussian, T = log(dP/dQ)", () => {
    const sampler = correlatedGaussian({ dims: 2, correlation: 0.6 });
    const n = 100_000;
    const [dv, f, clipped, unclipped] = numbersOf(() => {
      const { x, z } = sampler.sample(key(3), n);
      const [joint, marginal] = [z, cyclicShift(z)].map((paired) => sampler.logRatio?.(x, paired) ?? x);
      return [
        donskerVaradhan(joint, marginal),
        nwj(joint.add(1), marginal.add(1)),
        smile(joint, marginal),
        smile(joint, marginal, { clip: Infinity }),
      ];
    });
    // Var_P[T] is 2 ρ² and Var_Q[e^T] is (1 - ρ²)^-2 - 1; four standard errors of their sum.
    const tolerance = 4 * Math.sqrt((2 * 0.36 + 0.64 ** -2 - 1) / n);
    for (const [of, estimate] of Object.entries({ donskerVaradhan: dv, nwj: f, smile: clipped }))
      agree({ of, with: "closed form" }, estimate, -Math.log(1 - 0.36), tolerance);
    assert.equal(unclipped, dv);
  });

  it("are 2 JS - log 4 for the best critic of two coins", () => {
    // P = (3/4, 1/4), Q = (1/4, 3/4) as batches of four; T = log P/Q.
    const t = Math.log(3);
    const [p, q] = [
      [t, t, t, -t],
      [t, -t, -t, -t],
    ];
    const divergence = (3 / 4) * Math.log(3 / 2) + (1 / 4) * Math.log(1 / 2);
    agree({ of: "jensenShannon", with: "closed form" }, value(jensenShannon, p, q), 2 * divergence - Math.log(4), 1e-6);
  });

  it("stay exact for scores whose exponential no float holds, as far as the bound itself does", () => {
    const huge = [300, 301, 302];
    agree({ of: "donskerVaradhan", with: "closed form" }, value(donskerVaradhan, huge, [300, 300]), 1, 1e-6);
    assert.equal(value(nwj, huge, [300]), -Infinity);
    agree({ of: "smile", with: "closed form" }, value(smile, huge, [300, 300]), 296, 1e-6);
    agree({ of: "jensenShannon", with: "closed form" }, value(jensenShannon, huge, [300, 300]), -300, 1e-6);
  });

  it("clip marginal scores only, at the value asked for", () => {
    const at = (clip: number): number => numbersOf(() => smile(tf.tensor1d([9]), tf.tensor1d([9, -9]), { clip }))[0];
    agree({ of: "smile", with: "closed form" }, at(1), 9 - Math.log((Math.exp(1) + Math.exp(-1)) / 2), 1e-6);
    agree({ of: "smile", with: "closed form" }, at(20), 9 - Math.log((Math.exp(9) + Math.exp(-9)) / 2), 1e-6);
    for (const clip of [0, -1, NaN])
      assert.throws(() => at(clip), new BoundError(`smile: clip is ${clip} but must be a positive number`));
  });
});
