import assert from "node:assert/strict";
import fc from "fast-check";
import { binning, type BinningOptions } from "../../src/bounds/binning";
import { BoundError } from "../../src/bounds/boundError";
import { agree } from "../support/agree";
import { sklearn } from "./golden";

/** The plug-in sum over cells, in which the number of a bin is already known. */
function byLoops(a: number[], b: number[], millerMadow: boolean): number {
  const n = a.length;
  const [as, bs] = [[...new Set(a)], [...new Set(b)]];
  let [sum, occupied] = [0, 0];
  for (const i of as)
    for (const j of bs) {
      const share = (test: (at: number) => boolean): number => a.filter((_, at) => test(at)).length / n;
      const p = share((at) => a[at] === i && b[at] === j);
      if (p === 0) continue;
      occupied++;
      sum += p * Math.log(p / (share((at) => a[at] === i) * share((at) => b[at] === j)));
    }
  return sum + (millerMadow ? (as.length + bs.length - occupied - 1) / (2 * n) : 0);
}

describe("binning", () => {
  it("is scikit-learn's mutual information of bins, equally wide or equally full", () => {
    for (const { x, z, bins, equalWidth, equalMass } of sklearn.binning) {
      const ours = (edges: BinningOptions["edges"]): number => binning(x, z, { bins, edges });
      agree({ of: "binning", with: "scikit-learn 1.9.1" }, ours("equalWidth"), equalWidth, 1e-13);
      agree({ of: "binning", with: "scikit-learn 1.9.1" }, ours("equalMass"), equalMass, 1e-13);
      assert.equal(binning(x, z, { bins }), ours("equalMass"));
    }
  });

  it("is its sum over cells, with the correction of Miller and Madow too", () => {
    const cells = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(cells, fc.boolean(), (pairs, millerMadow) => {
        // Both ends occur, so that five bins of equal width hold one whole number each.
        const all: [number, number][] = [...pairs, [0, 0], [4, 4]];
        const [x, z] = [0, 1].map((side) => all.map((pair) => pair[side]));
        const ours = binning(x, z, { bins: 5, edges: "equalWidth", millerMadow });
        agree({ of: "binning", with: "loops in float64" }, ours, byLoops(x, z, millerMadow), 1e-12);
      }),
    );
  });

  it("is log(bins) for equal lists of equally full bins, 0 for a constant, and blind to monotone functions then", () => {
    const x = Array.from({ length: 60 }, (_, i) => Math.sin(i * 7.3));
    agree({ of: "binning", with: "closed form" }, binning(x, x, { bins: 6 }), Math.log(6), 1e-12);
    const constant = x.map(() => 1);
    for (const edges of ["equalWidth", "equalMass"] as const)
      agree({ of: "binning", with: "closed form" }, binning(x, constant, { bins: 6, edges }), 0, 1e-12);
    const z = x.map((value, i) => value + Math.cos(i));
    const bent = x.map((value) => Math.exp(3 * value));
    assert.equal(binning(bent, z, { bins: 6 }), binning(x, z, { bins: 6 }));
  });

  it("keeps equal numbers in one bin", () => {
    agree(
      { of: "binning", with: "closed form" },
      binning([1, 1, 1, 2], [3, 3, 3, 4], { bins: 2 }),
      byLoops([0, 0, 0, 1], [0, 0, 0, 1], false),
      1e-12,
    );
  });

  it("refuses what it cannot estimate from", () => {
    const refuses = (x: number[], z: number[], { bins, message }: { bins: number; message: string }): void =>
      assert.throws(() => binning(x, z, { bins }), new BoundError(message));
    refuses([1], [1, 2], { bins: 2, message: "binning: x has 1 numbers but z has 2; a z for each x is needed" });
    refuses([], [], { bins: 2, message: "binning: x and z are empty; a pair is needed" });
    refuses([1, Infinity], [1, 2], {
      bins: 2,
      message: "binning: number 1 of x is Infinity; finite numbers are needed",
    });
    refuses([1], [1], { bins: 0, message: "binning: bins is 0; it must be a whole number from 1" });
    assert.throws(
      () => binning([1], [1], { bins: 2, edges: "width" as "equalWidth" }),
      new BoundError("binning: edges is width; it must be equalWidth or equalMass"),
    );
  });
});
