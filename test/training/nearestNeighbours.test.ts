import assert from "node:assert/strict";
import fc from "fast-check";
import type { Features } from "../../src/training/features";
import { nearestNeighbours } from "../../src/training/nearestNeighbours";
import { TrainingError } from "../../src/training/trainingError";
import { agree } from "../support/agree";

const features = (rows: number[][]): Features => ({
  values: Float32Array.from(rows.flat()),
  rows: rows.length,
  columns: rows[0].length,
});
const rows = (count: number): fc.Arbitrary<number[][]> =>
  fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 3 }), {
    minLength: count,
    maxLength: count,
  });
const cosine = (a: number[], b: number[]): number => {
  const dot = a.reduce((sum, x, i) => sum + x * b[i], 0);
  return dot === 0 ? 0 : dot / (Math.hypot(...a) * Math.hypot(...b));
};

describe("nearestNeighbours", () => {
  it("gives the rows of highest cosine similarity, in falling order, as plain loops do", () => {
    fc.assert(
      fc.property(rows(4), rows(12), fc.integer({ min: 1, max: 12 }), (queries, index, k) => {
        const found = nearestNeighbours(features(queries), features(index), { k });
        queries.forEach((query, n) => {
          const best = index.map((row) => cosine(query, row)).sort((a, b) => b - a);
          assert.equal(new Set(found[n]).size, k);
          const similarities = found[n].map((row) => cosine(query, index[row]));
          agree({ of: "nearestNeighbours", with: "loops in float64" }, similarities, best.slice(0, k), 1e-6);
        });
      }),
      { numRuns: 50 },
    );
  });

  it("finds every row first in its own set, however long it is", () => {
    const all = features([
      [1, 0],
      [0, 200],
      [-3, -3],
    ]);
    agree({ of: "nearestNeighbours", with: "closed form" }, nearestNeighbours(all, all, { k: 1 }).flat(), [0, 1, 2], 0);
  });

  it("orders directions by their angle to the query", () => {
    const direction = (angle: number): number[] => [7 * Math.cos(angle), 7 * Math.sin(angle)];
    const index = features([0.9, -0.2, 2.5, 0.4, -1.4].map(direction));
    const found = nearestNeighbours(features([direction(0), direction(2)]), index, { k: 5 });
    agree({ of: "nearestNeighbours", with: "closed form" }, found.flat(), [1, 3, 0, 4, 2, 2, 0, 3, 1, 4], 0);
  });

  it("refuses more neighbours than rows, and unequal columns", () => {
    const ten = features(Array.from({ length: 10 }, (_, n) => [n, 1]));
    assert.throws(
      () => nearestNeighbours(ten, ten, { k: 11 }),
      new TrainingError("nearestNeighbours: k is 11 but the index has 10 rows; k from 1 to 10 is needed"),
    );
    assert.throws(
      () => nearestNeighbours(features([[1]]), ten, { k: 1 }),
      new TrainingError("nearestNeighbours: queries have 1 columns but the index has 2; both need the same"),
    );
  });
});
