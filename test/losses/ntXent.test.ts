import assert from "node:assert/strict";
import fc from "fast-check";
import { tf } from "../../src/engine/tf";
import { LossError } from "../../src/losses/lossError";
import { ntXent, type NtXentOptions } from "../../src/losses/ntXent";

type Rows = number[][];

const ours = (zA: Rows, zB: Rows, options?: NtXentOptions): number => {
  const loss = tf.tidy(() => ntXent(tf.tensor2d(zA), tf.tensor2d(zB), options));
  const value = loss.dataSync()[0];
  loss.dispose();
  return value;
};

/** Algorithm 1 of the paper, line by line, in float64: views 2k-1 and 2k are the pair of image k. */
function byThePaper(zA: Rows, zB: Rows, temperature: number, normalize = true): number {
  const N = zA.length;
  const z = zA.flatMap((row, k) => [row, zB[k]]);
  const dot = (a: number[], b: number[]): number => a.reduce((sum, x, d) => sum + x * b[d], 0);
  const s = (i: number, j: number): number =>
    dot(z[i], z[j]) / (normalize ? Math.sqrt(dot(z[i], z[i])) * Math.sqrt(dot(z[j], z[j])) : 1);
  const l = (i: number, j: number): number => {
    let denominator = 0;
    for (let k = 0; k < 2 * N; k++) if (k !== i) denominator += Math.exp((s(i, k) - s(i, j)) / temperature);
    return Math.log(denominator);
  };
  let total = 0;
  for (let k = 0; k < N; k++) total += l(2 * k, 2 * k + 1) + l(2 * k + 1, 2 * k);
  return total / (2 * N);
}

const rows = (n: number, d: number): fc.Arbitrary<Rows> =>
  fc
    .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: n * d, maxLength: n * d })
    .map((flat) => Array.from({ length: n }, (_, i) => flat.slice(i * d, (i + 1) * d)))
    // The paper's cosine is not defined for an embedding of length 0.
    .filter((all) => all.every((row) => Math.hypot(...row) > 0.1));
const pair = fc.integer({ min: 1, max: 9 }).chain((n) => fc.tuple(rows(n, 4), rows(n, 4)));
const temperature = fc.constantFrom(0.05, 0.1, 0.5, 1, 10);
const replaced = (all: Rows, i: number, d: number, value: number): Rows =>
  all.map((row, j) => row.map((x, e) => (i === j && d === e ? value : x)));
const close = (a: number, b: number, tolerance: number): void =>
  assert.ok(Math.abs(a - b) <= tolerance * (1 + Math.abs(b)), `${a} is not ${b}`);

describe("ntXent", () => {
  it("is log(2N - 1) when all embeddings are equal", () => {
    for (const n of [1, 2, 7, 100]) {
      const same = Array.from({ length: n }, () => [0.3, -2]);
      close(ours(same, same), Math.log(2 * n - 1), 1e-6);
    }
  });

  it("has its closed form for aligned pairs that are orthogonal to all others", () => {
    const basis = Array.from({ length: 6 }, (_, i) => Array.from({ length: 6 }, (_, j) => (i === j ? 2 : 0)));
    for (const tau of [0.1, 0.5, 2])
      close(ours(basis, basis, { temperature: tau }), Math.log(1 + 10 * Math.exp(-1 / tau)), 1e-5);
  });

  it("is what the paper's algorithm gives, with and without normalization", () => {
    fc.assert(
      fc.property(pair, temperature, fc.boolean(), ([zA, zB], tau, normalize) => {
        close(
          ours(zA, zB, { temperature: tau, normalize }),
          byThePaper(zA, zB, tau, normalize),
          2e-5 / Math.min(tau, 1),
        );
      }),
      { numRuns: 100 },
    );
  });

  it("does not change when views are swapped, pairs reordered or embeddings scaled", () => {
    fc.assert(
      fc.property(pair, fc.double({ min: 0.1, max: 50, noNaN: true }), ([zA, zB], scale) => {
        const loss = ours(zA, zB);
        close(ours(zB, zA), loss, 1e-5);
        close(ours([...zA].reverse(), [...zB].reverse()), loss, 1e-5);
        close(
          ours(
            zA.map((row) => row.map((x) => x * scale)),
            zB,
          ),
          loss,
          1e-5,
        );
      }),
      { numRuns: 50 },
    );
  });

  it("stays finite at small temperatures and for embeddings of length 0", () => {
    const far = [
      [1, 0],
      [0, 1],
    ];
    close(
      ours(
        far,
        [
          [-1, 0],
          [0, -1],
        ],
        { temperature: 0.01 },
      ),
      100 + Math.log(2),
      1e-5,
    );
    // No similarity is too large to be left out: here a view's own is 1e12, and all that counts is the partner's.
    close(ours([[1e6]], [[1e6]], { temperature: 1, normalize: false }), 0, 1e-6);
    const gradient = tf.tidy(() => tf.grad((z) => ntXent(z as tf.Tensor2D, tf.tensor2d(far)))(tf.zeros([2, 2])));
    assert.ok(gradient.dataSync().every(Number.isFinite));
    gradient.dispose();
  });

  it("has the gradient that finite differences of the paper's algorithm have", () => {
    fc.assert(
      fc.property(pair, fc.constantFrom(0.1, 0.5, 1), ([zA, zB], tau) => {
        const gradient = tf.tidy(
          () =>
            tf
              .grad((z) => ntXent(z as tf.Tensor2D, tf.tensor2d(zB), { temperature: tau }))(tf.tensor2d(zA))
              .arraySync() as Rows,
        );
        const epsilon = 1e-5;
        zA.forEach((row, i) =>
          row.forEach((x, d) => {
            const at = (value: number): number => byThePaper(replaced(zA, i, d, value), zB, tau);
            close(gradient[i][d], (at(x + epsilon) - at(x - epsilon)) / (2 * epsilon), 2e-3);
          }),
        );
      }),
      { numRuns: 20 },
    );
  });

  it("refuses a temperature that is not positive, and views of unequal shape", () => {
    const z = tf.zeros<tf.Rank.R2>([8, 128]);
    const other = tf.zeros<tf.Rank.R2>([8, 64]);
    for (const tau of [0, -1, NaN, Infinity])
      assert.throws(
        () => ntXent(z, z, { temperature: tau }),
        new LossError(`ntXent: temperature is ${tau} but must be a positive number`),
      );
    assert.throws(
      () => ntXent(z, other),
      new LossError("ntXent: zA is [8, 128] but zB is [8, 64]; both views need the same shape"),
    );
    tf.dispose([z, other]);
  });
});
