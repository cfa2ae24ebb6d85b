import assert from "node:assert/strict";
import fc from "fast-check";
import { accuracy } from "../../src/metrics/accuracy";
import { MetricError } from "../../src/metrics/metricError";
import { agree } from "../support/agree";

describe("accuracy", () => {
  it("is the share of rows that are right", () => {
    const agreement = { of: "accuracy", with: "closed form" };
    agree(agreement, accuracy([3, 8, 8, 0], Uint8Array.of(3, 8, 1, 1)), 0.5, 0);
    agree(agreement, accuracy([1], [1]), 1, 0);
  });

  it("is what plain loops count, for any rows", () => {
    const label = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(fc.array(fc.tuple(label, label), { minLength: 1, maxLength: 40 }), (rows) => {
        let right = 0;
        for (const [prediction, truth] of rows) if (prediction === truth) right++;
        const [predictions, truths] = [0, 1].map((side) => Int32Array.from(rows, (row) => row[side]));
        agree({ of: "accuracy", with: "loops in float64" }, accuracy(predictions, truths), right / rows.length, 1e-15);
      }),
    );
  });

  it("refuses lists of unequal length, and no rows", () => {
    assert.throws(
      () => accuracy([1, 2, 3], [1, 2, 3, 4]),
      new MetricError("accuracy: 3 predictions but 4 labels; both need one entry a row"),
    );
    assert.throws(() => accuracy([], []), new MetricError("accuracy: 0 rows; at least 1 is needed"));
  });
});
