import assert from "node:assert/strict";
import fc from "fast-check";
import type { Features } from "../../src/training/features";
import { nearestNeighbours } from "../../src/training/nearestNeighbours";
import { TrainingError } from "../../src/training/trainingError";

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
          found[n].forEach((row, rank) => assert.ok(Math.abs(cosine(query, index[row]) - best[rank]) < 1e-6));
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
    assert.deepEqual(nearestNeighbours(all, all, { k: 1 }), [[0], [1], [2]]);
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
