import assert from "node:assert/strict";
import fc from "fast-check";
import { BoundError } from "../../src/bounds/boundError";
import { ksg, type KsgOptions } from "../../src/bounds/ksg";
import { correlatedGaussian } from "../../src/data/samplers/correlatedGaussian";
import { tf } from "../../src/engine/tf";
import { key } from "../../src/random/key";
import { agree } from "../support/agree";
import { sklearn } from "./golden";

/** ψ of a whole number, summed from its own end. */
function psi(n: number): number {
  let harmonic = 0;
  for (let m = n - 1; m >= 1; m--) harmonic += 1 / m;
  return harmonic - 0.57721566490153286;
}

/** The paper's recipe by brute force: all pairs, sorted. */
function byLoops(x: number[][], z: number[][], { k = 3, variant = 1 }: KsgOptions): number {
  const n = x.length;
  const apart = (a: number[], b: number[]): number => Math.max(...a.map((value, d) => Math.abs(value - b[d])));
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const others = x.map((_, j) => j).filter((j) => j !== i);
    const joint = x.map((_, j) => Math.max(apart(x[i], x[j]), apart(z[i], z[j])));
    const near = [...others].sort((a, b) => joint[a] - joint[b] || a - b).slice(0, k);
    for (const side of [x, z]) {
      const edge = Math.max(...near.map((j) => (variant === 1 ? joint[j] : apart(side[i], side[j]))));
      const within = others.filter((j) =>
        variant === 1 ? apart(side[i], side[j]) < edge : apart(side[i], side[j]) <= edge,
      );
      sum += psi(within.length + (variant === 1 ? 1 : 0));
    }
  }
  return psi(k) - (variant === 2 ? 1 / k : 0) + psi(n) - sum / n;
}

const points = (n: number, dims: number, value: fc.Arbitrary<number>): fc.Arbitrary<number[][]> =>
  fc.array(fc.array(value, { minLength: dims, maxLength: dims }), { minLength: n, maxLength: n });

function pairs(n: number, { dims, correlation, seed }: { dims: number; correlation: number; seed: number }) {
  const sampler = correlatedGaussian({ dims, correlation });
  return tf.tidy(() => {
    const { x, z } = sampler.sample(key(seed), n);
    return { x: x.dataSync(), z: z.dataSync(), miNats: sampler.miNats };
  });
}

describe("ksg", () => {
  it("is scikit-learn's, to the last digits", () => {
    for (const { x, z, k, miNats, publicMiNats } of sklearn.ksg) {
      const ours = ksg(x, z, { k });
      agree({ of: "ksg", with: "scikit-learn 1.9.1" }, ours, miNats, 1e-13);
      agree({ of: "ksg", with: "scikit-learn 1.9.1" }, Math.max(0, ours), publicMiNats, 1e-13);
    }
  });

  it("is what brute force over all pairs gives, in any number of dimensions, with ties or without", () => {
    const smooth = fc.double({ min: -5, max: 5, noNaN: true });
    const grid = fc.integer({ min: -6, max: 6 });
    const data = fc
      .tuple(
        fc.integer({ min: 5, max: 60 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
      )
      .chain(([n, xDim, zDim, tied]) =>
        fc.tuple(points(n, xDim, tied ? grid : smooth), points(n, zDim, tied ? grid : smooth)),
      );
    fc.assert(
      fc.property(
        data,
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom(1 as const, 2 as const),
        ([x, z], k, variant) => {
          const copies = x.map((_, i) => x.filter((_, j) => String([x[i], z[i]]) === String([x[j], z[j]])).length);
          fc.pre(copies.every((count) => count <= k));
          const ours = ksg(x.flat(), z.flat(), { xDim: x[0].length, zDim: z[0].length, k, variant });
          agree({ of: "ksg", with: "loops in float64" }, ours, byLoops(x, z, { k, variant }), 1e-12);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("searches its trees as brute force would, with more points than a leaf holds", () => {
    for (const variant of [1, 2] as const)
      for (const dims of [1, 2, 10]) {
        const n = 300;
        const { x, z } = pairs(n, { dims, correlation: 0.7, seed: dims });
        const rows = (flat: ArrayLike<number>): number[][] =>
          Array.from({ length: n }, (_, i) => Array.from({ length: dims }, (_, d) => flat[i * dims + d]));
        const ours = ksg(x, z, { xDim: dims, zDim: dims, variant });
        agree({ of: "ksg", with: "loops in float64" }, ours, byLoops(rows(x), rows(z), { variant }), 1e-12);
      }
  });

  it("finds a Gaussian's mutual information in 2 dimensions, and a small share of it in 20", () => {
    for (const [correlation, tolerance] of [
      [0, 0.05],
      [0.3, 0.05],
      [0.7, 0.05],
      [0.9, 0.08],
    ])
      for (const variant of [1, 2] as const) {
        const { x, z, miNats } = pairs(3000, { dims: 2, correlation, seed: 11 });
        agree({ of: "ksg", with: "closed form" }, ksg(x, z, { xDim: 2, zDim: 2, variant }), miNats, tolerance);
      }
    const { x, z, miNats } = pairs(1000, { dims: 20, correlation: 0.7, seed: 12 });
    const found = ksg(x, z, { xDim: 20, zDim: 20 });
    assert.ok(found > 0.1 * miNats && found < 0.3 * miNats, `${found} of ${miNats}`);
  });

  it("does not change when x and z are swapped, shifted or both scaled alike, or pairs reordered", () => {
    const { x, z } = pairs(200, { dims: 1, correlation: 0.5, seed: 4 });
    const [a, b] = [Array.from(x), Array.from(z)];
    const value = ksg(a, b);
    const reversed = ksg([...a].reverse(), [...b].reverse());
    const scaled = ksg(
      a.map((v) => 8 * v),
      b.map((v) => 8 * v + 64),
    );
    for (const other of [ksg(b, a), reversed, scaled]) assert.ok(Math.abs(other - value) < 1e-12, `${other}, ${value}`);
  });

  it("refuses what it cannot estimate from", () => {
    const refuses = (call: () => number, message: string): void => assert.throws(call, new BoundError(message));
    refuses(
      () => ksg(new Float32Array(10), [1], { xDim: 3 }),
      "ksg: x has 10 numbers, which are not points of 3; a multiple is needed",
    );
    refuses(() => ksg([1, 2], [1, 2, 3]), "ksg: x has 2 points but z has 3; a z for each x is needed");
    refuses(() => ksg([1, NaN], [1, 2], { k: 1 }), "ksg: number 1 of x is NaN; finite numbers are needed");
    refuses(() => ksg([1, 2, 3], [1, 2, 3]), "ksg: k is 3 of 3 pairs; a whole number from 1 to 2 is needed");
    refuses(() => ksg([1, 2], [1, 2], { zDim: 0 }), "ksg: zDim is 0; it must be a whole number from 1");
    refuses(() => ksg([1, 2], [1, 2], { k: 1, variant: 3 as 1 }), "ksg: variant is 3; it must be 1 or 2");
    refuses(
      () => ksg([1, 1, 2, 1, 1], [5, 5, 7, 5, 5]),
      "ksg: pair 0 and 3 others are the same; add noise far below the scale of the data, or use binning",
    );
  });
});
