import assert from "node:assert/strict";
import { MetricError } from "../../src/metrics/metricError";
import { uniformity } from "../../src/metrics/uniformity";
import { agree } from "../support/agree";
import { golden } from "./golden";
import { embeddings, mean, type Rows, someRows, type TorchMetrics, unit } from "./someEmbeddings";

const of = "uniformity";
/** All pairs in float64. */
function byThePaper(rows: Rows, t: number): number {
  const potentials = rows.flatMap((a, i) =>
    rows.slice(0, i).map((b) => Math.exp(-t * a.reduce((sum, x, d) => sum + (x - b[d]) ** 2, 0))),
  );
  return Math.log(mean(potentials));
}

describe("uniformity", () => {
  it("is 0 when all embeddings point one way, and -4t for two opposite ones", () => {
    const oneWay = [1, 2, 3].map((length) => [0.3 * length, -2 * length]);
    for (const t of [0.5, 2, 100]) {
      // Distances of float32: 2e-7, times t.
      agree({ of, with: "closed form" }, uniformity(embeddings(oneWay), { t }), 0, 1e-6 * Math.max(1, t));
      agree(
        { of, with: "closed form" },
        uniformity(
          embeddings([
            [1, 1],
            [-2, -2],
          ]),
          { t },
        ),
        -4 * t,
        1e-6,
      );
    }
  });

  it("is -2t for orthogonal embeddings, a repeated one weighing more", () => {
    const basis = Array.from({ length: 4 }, (_, i) => Array.from({ length: 4 }, (_, j) => (i === j ? 5 : 0)));
    agree({ of, with: "closed form" }, uniformity(embeddings(basis)), -4, 1e-6);
    const repeated = uniformity(embeddings([...basis, basis[0]]));
    agree({ of, with: "closed form" }, repeated, Math.log((9 * Math.exp(-4) + 1) / 10), 1e-6);
  });

  it("is what plain loops over all pairs give, also when they are compared in parts", () => {
    for (const n of [2, 7, 1300]) {
      const rows = someRows(n, 3, 20).map(unit);
      for (const t of [0.5, 2])
        agree({ of, with: "loops in float64" }, uniformity(embeddings(rows), { t }), byThePaper(rows, t), 3e-6);
    }
  });

  it("is what PyTorch's pdist gives, with normalization and without", () => {
    const given = golden<TorchMetrics>("pytorch/contrastiveMetrics");
    for (const { value, ...options } of given.uniformity)
      // Squared distances up to 30, times t up to 10, wrong by a few roundings of 6e-8.
      agree({ of, with: "PyTorch 2.14.1" }, uniformity(embeddings(given.zA), options), value, 5e-5);
  });

  it("does not change with the order of the rows or their lengths, and is lowest when they are spread", () => {
    const rows = someRows(8, 2, 5);
    const value = uniformity(embeddings(rows));
    agree({ of, with: "invariance" }, uniformity(embeddings([...rows].reverse())), value, 1e-6);
    agree(
      { of, with: "invariance" },
      uniformity(embeddings(rows.map((row, n) => row.map((x) => x * (n + 1))))),
      value,
      1e-6,
    );
    const spread = Array.from({ length: 8 }, (_, n) => [Math.cos((n * Math.PI) / 4), Math.sin((n * Math.PI) / 4)]);
    assert.ok(uniformity(embeddings(spread)) < value);
  });

  it("is that of plain loops also where all embeddings share a large part, which no distance has", () => {
    for (const offset of [10, 100, 1000]) {
      const rows = someRows(40, 5, 3).map((row) => row.map((x) => Math.fround(x + offset)));
      const value = uniformity(embeddings(rows), { normalize: false });
      agree({ of, with: "loops in float64" }, value, byThePaper(rows, 2), 3e-6);
    }
  });

  it("is at most 0, however close the embeddings are", () => {
    for (const spread of [0, 1e-6, 1e-4]) {
      const rows = someRows(50, 16, 3).map((row) => row.map((x) => 1 + spread * x));
      assert.ok(uniformity(embeddings(rows)) <= 0);
    }
  });

  it("refuses a single row, a scale that is not positive, and numbers that are not finite", () => {
    const z = embeddings(someRows(3, 2, 0));
    for (const t of [0, -1, NaN])
      assert.throws(() => uniformity(z, { t }), new MetricError(`uniformity: t is ${t}; it must be a number above 0`));
    assert.throws(
      () => uniformity(embeddings([[1, 2]])),
      new MetricError("uniformity: z is [1, 2]; at least 2 rows and 1 column are needed"),
    );
    assert.throws(
      () =>
        uniformity(
          embeddings([
            [1, NaN],
            [1, 2],
          ]),
        ),
      new MetricError("uniformity: row 0 of z has the value NaN; all must be finite"),
    );
  });
});
