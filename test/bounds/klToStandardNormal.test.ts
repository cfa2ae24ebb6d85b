import assert from "node:assert/strict";
import fc from "fast-check";
import { BoundError } from "../../src/bounds/boundError";
import { klToStandardNormal } from "../../src/bounds/klToStandardNormal";
import { tf } from "../../src/engine/tf";
import { agree } from "../support/agree";
import { finiteDifferences } from "../support/finiteDifferences";

const of = "klToStandardNormal";
const ours = (mean: number[][], deviation: number[][]): number =>
  tf.tidy(() => klToStandardNormal(tf.tensor2d(mean), tf.tensor2d(deviation)).dataSync()[0]);

/** KL(N(μ, σ²) ‖ N(0, 1)) as the integral of p log(p / q), by the trapezium rule over ±12 deviations. */
function byQuadrature(mu: number, sigma: number): number {
  const nodes = 4000;
  const logNormal = (z: number, m: number, s: number): number =>
    -0.5 * ((z - m) / s) ** 2 - Math.log(s) - 0.5 * Math.log(2 * Math.PI);
  const step = (24 * sigma) / nodes;
  return Array.from({ length: nodes + 1 }, (_, n) => mu - 12 * sigma + n * step).reduce((sum, z) => {
    const logP = logNormal(z, mu, sigma);
    return sum + step * Math.exp(logP) * (logP - logNormal(z, 0, 1));
  }, 0);
}

/** The closed form in float64. */
const byFormula = (mean: number[][], deviation: number[][]): number =>
  mean.reduce(
    (sum, row, n) =>
      sum +
      row.reduce((all, mu, k) => all + (mu ** 2 + deviation[n][k] ** 2 - 1) / 2 - Math.log(deviation[n][k]), 0) /
        mean.length,
    0,
  );

describe("klToStandardNormal", () => {
  it("is the integral that defines it, summed over numbers of a code and averaged over rows", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.float({ min: -4, max: 4, noNaN: true }),
            fc.float({ min: Math.fround(0.05), max: 4, noNaN: true }),
          ),
          {
            minLength: 4,
            maxLength: 4,
          },
        ),
        ([a, b, c, d]) => {
          const [mean, deviation] = [0, 1].map((of) => [
            [a[of], b[of]],
            [c[of], d[of]],
          ]);
          const expected = [a, b, c, d].reduce((sum, [mu, sigma]) => sum + byQuadrature(mu, sigma) / 2, 0);
          agree({ of, with: "quadrature" }, ours(mean, deviation), expected, 1e-5);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("is its closed form with its slopes, and 0 at the standard normal", () => {
    const [mean, deviation] = [[[1, -0.5]], [[0.25, 2]]];
    agree({ of, with: "closed form" }, ours(mean, deviation), byFormula(mean, deviation), 1e-6);
    agree({ of, with: "closed form" }, ours([[0, 0, 0]], [[1, 1, 1]]), 0, 1e-6);
    const slopes = tf.tidy(() =>
      tf
        .grads((m, s) => klToStandardNormal(m as tf.Tensor2D, s as tf.Tensor2D))([
          tf.tensor2d(mean),
          tf.tensor2d(deviation),
        ])
        .flatMap((slope) => [...slope.dataSync()]),
    );
    const flat = finiteDifferences(([m1, m2, s1, s2]) => byFormula([[m1, m2]], [[s1, s2]]), [1, -0.5, 0.25, 2]);
    agree({ of, with: "finite differences" }, slopes, flat, 1e-5);
  });

  it("refuses shapes that differ or hold nothing", () => {
    tf.tidy(() => {
      const refused = (mean: [number, number], deviation: [number, number], told: string): void =>
        assert.throws(
          () => klToStandardNormal(tf.zeros(mean), tf.ones(deviation)),
          new BoundError(`klToStandardNormal: ${told}; both need the same shape [N, K]`),
        );
      refused([8, 2], [8, 3], "mean is [8, 2] but deviation is [8, 3]");
      refused([0, 2], [0, 2], "mean is [0, 2] but deviation is [0, 2]");
    });
  });
});
