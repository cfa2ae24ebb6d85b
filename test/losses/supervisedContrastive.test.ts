import assert from "node:assert/strict";
import fc from "fast-check";
import { tf } from "../../src/engine/tf";
import { LossError } from "../../src/losses/lossError";
import { ntXent } from "../../src/losses/ntXent";
import { supervisedContrastive, type SupervisedContrastiveOptions } from "../../src/losses/supervisedContrastive";
import { agree } from "../support/agree";
import { finiteDifferences } from "../support/finiteDifferences";
import { mean, type PairLoss, pairs, type Rows, rowsOf, valueOf, withGradient } from "./pairsOfViews";

const of = "supervisedContrastive";
const withLabels =
  (labels: number[], options?: SupervisedContrastiveOptions): PairLoss =>
  (zA, zB) =>
    supervisedContrastive(zA, zB, tf.tensor1d(labels, "int32"), options);

/** L_out of the paper, equation 2, with plain loops in float64. */
function byThePaper(
  zA: Rows,
  zB: Rows,
  labels: number[],
  { temperature = 0.1, normalize = true }: SupervisedContrastiveOptions = {},
): number {
  const z = [...zA, ...zB];
  const y = [...labels, ...labels];
  const dot = (a: number[], b: number[]): number => a.reduce((sum, x, d) => sum + x * b[d], 0);
  const s = (i: number, j: number): number =>
    dot(z[i], z[j]) / (normalize ? Math.sqrt(dot(z[i], z[i]) * dot(z[j], z[j])) : 1) / temperature;
  return mean(
    z.map((_, i) => {
      const others = z.map((__, k) => k).filter((k) => k !== i);
      const highest = Math.max(...others.map((a) => s(i, a)));
      const logZ = highest + Math.log(others.reduce((sum, a) => sum + Math.exp(s(i, a) - highest), 0));
      return mean(others.filter((k) => y[k] === y[i]).map((p) => logZ - s(i, p)));
    }),
  );
}

const temperature = fc.constantFrom(0.05, 0.1, 0.5, 1);
const labelsOf = (zA: Rows, seed: number): number[] => zA.map((_, n) => (seed >> n) % 3);

describe("supervisedContrastive", () => {
  it("is the paper's L_out, by plain loops, with normalization and without", () => {
    fc.assert(
      fc.property(pairs(1), fc.nat(1000), temperature, fc.boolean(), ([zA, zB], seed, tau, normalize) => {
        const labels = labelsOf(zA, seed);
        const options = { temperature: tau, normalize };
        const value = valueOf(withLabels(labels, options), zA, zB);
        // Similarities up to 36, each wrong by a few roundings of 6e-8, divided by the temperature.
        agree({ of, with: "loops in float64" }, value, byThePaper(zA, zB, labels, options), 2e-5 / tau);
      }),
      { numRuns: 80 },
    );
  });

  it("is NT-Xent when no two images are of one class, at the same temperature", () => {
    fc.assert(
      fc.property(pairs(1), temperature, ([zA, zB], tau) => {
        const labels = zA.map((_, n) => 7 * n - 3);
        const unsupervised = valueOf((a, b) => ntXent(a, b, { temperature: tau }), zA, zB);
        agree(
          { of, with: "NT-Xent" },
          valueOf(withLabels(labels, { temperature: tau }), zA, zB),
          unsupervised,
          2e-6 / tau,
        );
      }),
      { numRuns: 30 },
    );
  });

  it("is log(2N - 1) when all embeddings are equal, and log(2N/K - 1 + ...) when classes are orthogonal points", () => {
    const same = Array.from({ length: 5 }, () => [0.3, -2]);
    agree({ of, with: "closed form" }, valueOf(withLabels([0, 1, 0, 2, 1]), same, same), Math.log(9), 1e-6);
    const points = [
      [1, 0],
      [1, 0],
      [0, 1],
      [0, 1],
    ];
    const loss = valueOf(withLabels([4, 4, 9, 9], { temperature: 0.5 }), points, points);
    agree({ of, with: "closed form" }, loss, Math.log(3 + 4 * Math.exp(-2)), 1e-6);
  });

  it("does not change when classes get other names, images another order, or views are swapped", () => {
    fc.assert(
      fc.property(pairs(1), fc.nat(1000), ([zA, zB], seed) => {
        const labels = labelsOf(zA, seed);
        const loss = valueOf(withLabels(labels), zA, zB);
        const renamed = valueOf(withLabels(labels.map((y) => 10 - 3 * y)), zA, zB);
        const reversed = valueOf(withLabels([...labels].reverse()), [...zA].reverse(), [...zB].reverse());
        const swapped = valueOf(withLabels(labels), zB, zA);
        for (const other of [renamed, reversed, swapped]) agree({ of, with: "invariance" }, other, loss, 2e-5);
      }),
      { numRuns: 30 },
    );
  });

  it("has the gradient that finite differences have", () => {
    fc.assert(
      fc.property(pairs(), fc.nat(1000), fc.constantFrom(0.1, 0.5), ([zA, zB], seed, tau) => {
        const labels = labelsOf(zA, seed);
        const [n, d] = [zA.length, zA[0].length];
        const { gradient } = withGradient(withLabels(labels, { temperature: tau }), zA, zB);
        const f = (x: number[]): number =>
          byThePaper(rowsOf(x.slice(0, n * d), d), rowsOf(x.slice(n * d), d), labels, { temperature: tau });
        agree({ of, with: "finite differences" }, gradient, finiteDifferences(f, [...zA, ...zB].flat()), 2e-3);
      }),
      { numRuns: 15 },
    );
  });

  it("refuses bad temperatures, unequal views and labels that do not match", () => {
    tf.tidy(() => {
      const z = tf.zeros<tf.Rank.R2>([8, 128]);
      const labels = tf.zeros<tf.Rank.R1>([8], "int32");
      assert.throws(
        () => supervisedContrastive(z, z, labels, { temperature: 0 }),
        new LossError("supervisedContrastive: temperature is 0 but must be a positive number"),
      );
      assert.throws(
        () => supervisedContrastive(z, tf.zeros([8, 64]), labels),
        new LossError("supervisedContrastive: zA is [8, 128] but zB is [8, 64]; both views need the same shape"),
      );
      assert.throws(
        () => supervisedContrastive(z, z, tf.zeros([7], "int32")),
        new LossError(
          "supervisedContrastive: zA is [8, 128] but labels is [7] of int32; one int32 label an image is needed",
        ),
      );
      assert.throws(
        () => supervisedContrastive(z, z, tf.zeros([8])),
        new LossError("supervisedContrastive: zA is [8, 128] but labels is [8]; one int32 label an image is needed"),
      );
    });
  });
});
