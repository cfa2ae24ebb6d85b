import assert from "node:assert/strict";
import fc from "fast-check";
import { BoundError } from "../../src/bounds/boundError";
import { ntXentCap } from "../../src/bounds/ntXentCap";
import { tf } from "../../src/engine/tf";
import { ntXent } from "../../src/losses/ntXent";
import { agree } from "../support/agree";

/** NT-Xent of unit rows, in doubles. */
function lossByLoops(zA: number[][], zB: number[][], temperature: number): number {
  const z = [...zA, ...zB];
  const n = zA.length;
  let sum = 0;
  for (let i = 0; i < 2 * n; i++) {
    const partner = (i + n) % (2 * n);
    let others = 0;
    let own = 0;
    for (let k = 0; k < 2 * n; k++) {
      if (k === i) continue;
      const similarity = z[i].reduce((dot, value, d) => dot + value * z[k][d], 0) / temperature;
      others += Math.exp(similarity);
      if (k === partner) own = similarity;
    }
    sum += Math.log(others) - own;
  }
  return sum / (2 * n);
}

const unit = (row: number[]): number[] => row.map((value) => value / Math.hypot(...row));

/** As many directions, all equally far from each other. */
const simplex = (n: number): number[][] =>
  Array.from({ length: n }, (_, i) => unit(Array.from({ length: n }, (_, d) => (i === d ? 1 : 0) - 1 / n)));

const bound = (zA: number[][], zB: number[][], temperature: number): number =>
  tf.tidy(() => Math.log(zA.length) - ntXent(tf.tensor2d(zA), tf.tensor2d(zB), { temperature }).dataSync()[0]);

describe("ntXentCap", () => {
  it("is what a regular simplex attains, each corner seen twice", () => {
    for (const pairs of [2, 3, 8, 40])
      for (const temperature of [0.05, 0.2, 0.5, 1, 10]) {
        const z = simplex(pairs);
        const attained = Math.log(pairs) - lossByLoops(z, z, temperature);
        agree(
          { of: "ntXentCap", with: "a simplex, loops in float64" },
          ntXentCap({ pairs, temperature }),
          attained,
          1e-12,
        );
      }
  });

  it("is 1/τ - log 2 for many pairs, log N for a small temperature, and log N / (2N - 1) for a large one", () => {
    const closed = { of: "ntXentCap", with: "closed form" };
    for (const temperature of [0.2, 0.5, 1, 2])
      agree(closed, ntXentCap({ pairs: 1e9, temperature }), 1 / temperature - Math.LN2, 1e-6);
    for (const pairs of [1, 2, 64, 1000]) {
      agree(closed, ntXentCap({ pairs, temperature: 1e-3 }), Math.log(pairs), 1e-12);
      agree(closed, ntXentCap({ pairs, temperature: 1e9 }), Math.log(pairs / (2 * pairs - 1)), 1e-8);
    }
  });

  it("is where free embeddings come to that descend NT-Xent, from below", () => {
    const [pairs, temperature] = [6, 0.5];
    const z = tf.tidy(() =>
      [0, 1].map((seed) => tf.variable(tf.randomNormal<tf.Rank.R2>([pairs, 5], 0, 1, "float32", seed))),
    );
    const adam = tf.train.adam(0.1);
    const losses: number[] = [];
    for (let step = 0; step < 150; step++) {
      const loss = adam.minimize(() => ntXent(z[0], z[1], { temperature }), true, z) as tf.Scalar;
      losses.push(loss.dataSync()[0]);
      loss.dispose();
    }
    tf.dispose(z);
    adam.dispose();
    const cap = ntXentCap({ pairs, temperature });
    agree({ of: "ntXentCap", with: "Adam on free embeddings" }, cap, Math.log(pairs) - losses[149], 1e-4);
    for (const loss of losses) assert.ok(Math.log(pairs) - loss <= cap + 1e-6);
  });

  it("is never passed, whatever the embeddings", () => {
    const value = fc.double({ min: -1, max: 1, noNaN: true }).filter((x) => Math.abs(x) > 1e-3);
    const views = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 4 })).chain(([n, d]) => {
      const rows = fc.array(fc.array(value, { minLength: d, maxLength: d }), { minLength: n, maxLength: n });
      return fc.tuple(rows, rows);
    });
    fc.assert(
      fc.property(views, fc.double({ min: 0.05, max: 5, noNaN: true }), ([zA, zB], temperature) => {
        const cap = ntXentCap({ pairs: zA.length, temperature });
        assert.ok(bound(zA, zB, temperature) <= cap + 1e-5);
        assert.ok(bound(zA, zA, temperature) <= cap + 1e-5);
      }),
    );
  });

  it("refuses numbers of pairs and temperatures that are none", () => {
    for (const pairs of [0, 1.5, NaN])
      assert.throws(() => ntXentCap({ pairs, temperature: 1 }), {
        constructor: BoundError,
        message: `ntXentCap: pairs is ${pairs}; it must be a whole number from 1`,
      });
    for (const temperature of [0, -1, Infinity, NaN])
      assert.throws(() => ntXentCap({ pairs: 2, temperature }), {
        constructor: BoundError,
        message: `ntXentCap: temperature is ${temperature}; it must be above 0`,
      });
  });
});
