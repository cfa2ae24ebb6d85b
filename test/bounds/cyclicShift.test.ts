import assert from "node:assert/strict";
import fc from "fast-check";
import { BoundError } from "../../src/bounds/boundError";
import { cyclicShift } from "../../src/bounds/cyclicShift";
import { donskerVaradhan } from "../../src/bounds/donskerVaradhan";
import { correlatedGaussian } from "../../src/data/samplers/correlatedGaussian";
import { tf } from "../../src/engine/tf";
import { foldIn } from "../../src/random/foldIn";
import { key } from "../../src/random/key";
import { permutation } from "../../src/random/permutation";
import { agree } from "../support/agree";
import { numbersOf } from "./golden";

describe("cyclicShift", () => {
  it("moves every row to another place, and keeps all", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20 }), fc.integer({ min: -50, max: 50 }), (n, by) => {
        fc.pre(by % n !== 0);
        const rows = Array.from({ length: n }, (_, i) => [i, -i]);
        const expected = rows.map((_, i) => rows[(((i + by) % n) + n) % n]);
        const moved = numbersOf(() => cyclicShift(tf.tensor2d(rows), by));
        agree({ of: "cyclicShift", with: "loops in float64" }, moved, expected.flat(), 0);
        rows.forEach((_, i) => assert.notEqual(moved[2 * i], i));
      }),
    );
  });

  it("takes pictures, and numbers of any dtype", () => {
    tf.tidy(() => {
      const pictures = cyclicShift(tf.tensor4d([1, 2, 3, 4, 5, 6], [3, 1, 2, 1], "int32"));
      assert.equal(pictures.dtype, "int32");
      assert.deepEqual(pictures.shape, [3, 1, 2, 1]);
      agree({ of: "cyclicShift", with: "closed form" }, pictures.dataSync(), [3, 4, 5, 6, 1, 2], 0);
    });
  });

  it("gives marginal pairs where a shuffle leaves joint ones among them, which caps the bound", () => {
    const sampler = correlatedGaussian({ dims: 20, correlation: 0.7 });
    const n = 64;
    // The best critic: E_Q[e^T] is 1, and each pair that a shuffle leaves in place adds some e^6.7 / 64.
    const estimates = (marginals: (z: tf.Tensor2D, step: number) => tf.Tensor2D): number =>
      numbersOf(() =>
        Array.from({ length: 200 }, (_, step) => {
          const { x, z } = sampler.sample(foldIn(key(8), step), n);
          const ratio = sampler.logRatio?.(x, marginals(z, step)) ?? x;
          return donskerVaradhan(sampler.logRatio?.(x, z) ?? x, ratio);
        }),
      ).reduce((sum, value) => sum + value / 200, 0);
    const shifted = estimates((z) => cyclicShift(z));
    const shuffled = estimates((z, step) => tf.gather(z, permutation(foldIn(key(9), step), n)));
    // On so few pairs Jensen's inequality lifts the honest estimate above the truth; the other is below it.
    assert.ok(shifted > sampler.miNats, `${shifted}`);
    assert.ok(shuffled < sampler.miNats - 0.3, `${shuffled}`);
  });

  it("refuses what moves nothing", () => {
    tf.tidy(() => {
      const z = tf.zeros([8, 2]);
      for (const by of [0, 8, -16, 1.5])
        assert.throws(
          () => cyclicShift(z, by),
          new BoundError(
            `cyclicShift: by is ${by} of 8 rows, which moves none; a whole number that is no multiple of 8 is needed`,
          ),
        );
      assert.throws(
        () => cyclicShift(tf.zeros([1, 20])),
        new BoundError("cyclicShift: z is [1, 20]; at least 2 rows are needed"),
      );
    });
  });
});
