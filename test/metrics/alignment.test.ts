import assert from "node:assert/strict";
import { alignment } from "../../src/metrics/alignment";
import { MetricError } from "../../src/metrics/metricError";
import { agree } from "../support/agree";
import { golden } from "./golden";
import { dot, embeddings, mean, someRows, type TorchMetrics, unit } from "./someEmbeddings";

const of = "alignment";
const [zA, zB] = [someRows(9, 4, 0), someRows(9, 4, 500)];

describe("alignment", () => {
  it("is 0 for equal views of any length, and 2^α for opposite ones", () => {
    const scaled = zA.map((row, n) => row.map((x) => x * (n + 1)));
    const opposite = zA.map((row) => row.map((x) => -3 * x));
    for (const alpha of [0.5, 1, 2, 3]) {
      // The square root of float32's 6e-8 squared, to a power of at least one half.
      agree({ of, with: "closed form" }, alignment(embeddings(zA), embeddings(scaled), { alpha }), 0, 1e-3);
      agree({ of, with: "closed form" }, alignment(embeddings(zA), embeddings(opposite), { alpha }), 2 ** alpha, 1e-6);
    }
  });

  it("is 2 - 2 times the mean cosine", () => {
    const cosines = zA.map((row, n) => dot(unit(row), unit(zB[n])));
    agree({ of, with: "closed form" }, alignment(embeddings(zA), embeddings(zB)), 2 - 2 * mean(cosines), 1e-6);
  });

  it("is what PyTorch's pairwise distances give, with normalization and without", () => {
    const given = golden<TorchMetrics>("pytorch/contrastiveMetrics");
    for (const { value, ...options } of given.alignment)
      agree(
        { of, with: "PyTorch 2.14.1" },
        alignment(embeddings(given.zA), embeddings(given.zB), options),
        value,
        1e-9,
      );
  });

  it("does not change when the views are swapped or both turned", () => {
    const turned = (rows: number[][]): number[][] =>
      rows.map(([x, y, ...rest]) => [0.6 * x - 0.8 * y, 0.8 * x + 0.6 * y, ...rest]);
    const value = alignment(embeddings(zA), embeddings(zB));
    agree({ of, with: "invariance" }, alignment(embeddings(zB), embeddings(zA)), value, 1e-12);
    agree({ of, with: "invariance" }, alignment(embeddings(turned(zA)), embeddings(turned(zB))), value, 1e-6);
  });

  it("refuses unequal views, exponents that are not positive, and numbers that are not finite", () => {
    const z = embeddings(zA);
    for (const alpha of [0, -1, NaN, Infinity])
      assert.throws(
        () => alignment(z, z, { alpha }),
        new MetricError(`alignment: alpha is ${alpha}; it must be a number above 0`),
      );
    assert.throws(
      () => alignment(z, embeddings(someRows(8, 4, 0))),
      new MetricError("alignment: zA is [9, 4] but zB is [8, 4]; both views need the same shape"),
    );
    const broken = { ...z, values: z.values.map((x, i) => (i === 5 ? Infinity : x)) };
    assert.throws(
      () => alignment(z, broken),
      new MetricError("alignment: row 1 of zB has the value Infinity; all must be finite"),
    );
  });
});
