import assert from "node:assert/strict";
import fc from "fast-check";
import { calibrationError, type CalibrationOptions, type Predictions } from "../../src/metrics/calibrationError";
import { MetricError } from "../../src/metrics/metricError";
import { agree } from "../support/agree";
import { golden } from "./golden";
import { mean } from "./someEmbeddings";

const of = "calibrationError";
/** Class 1 is predicted always, and is right where `right` is 1. */
const given = (confidences: number[], right: number[]): Predictions => ({
  confidences,
  predicted: right.map(() => 1),
  labels: right,
});

interface SklearnCase extends Required<CalibrationOptions> {
  confidences: number[];
  right: number[];
  /** Of the bins with examples. */
  accuracy: number[];
  confidence: number[];
  expected: number;
  maximum: number;
}

/** Bins of equal width, each by its definition. */
function byTheDefinition(confidences: number[], right: number[], bins: number): number {
  let error = 0;
  for (let b = 0; b < bins; b++) {
    const inside = confidences
      .map((c, n) => [c, right[n]])
      .filter(([c]) => (c > b / bins || (b === 0 && c === 0)) && c <= (b + 1) / bins);
    if (inside.length > 0)
      error += (inside.length / right.length) * Math.abs(mean(inside.map(([c]) => c)) - mean(inside.map(([, r]) => r)));
  }
  return error;
}

const problem = fc
  .array(
    fc.tuple(
      fc.oneof(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 10 }).map((x) => x / 10),
      ),
      fc.nat(1),
    ),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map((rows): [number[], number[]] => [rows.map(([c]) => c), rows.map(([, r]) => r)]);
const bins = fc.constantFrom(1, 2, 5, 10, 15);

describe("calibrationError", () => {
  it("is 0 for confidences that come true, 1 for certainties that are all wrong", () => {
    const honest = given([0.75, 0.75, 0.75, 0.75, 0.5, 0.5], [1, 1, 0, 1, 0, 1]);
    agree({ of, with: "closed form" }, calibrationError(honest).expected, 0, 1e-12);
    const wrong = calibrationError(given([1, 1, 1], [0, 0, 0]));
    agree({ of, with: "closed form" }, [wrong.expected, wrong.maximum], [1, 1], 1e-12);
    // Two bins of gap 0.1 and 0.4, weighing 1/4 and 3/4.
    const mixed = calibrationError(given([0.9, 0.6, 0.6, 0.6], [1, 1, 1, 1]), { bins: 5 });
    agree({ of, with: "closed form" }, [mixed.expected, mixed.maximum], [0.1 / 4 + (3 * 0.4) / 4, 0.4], 1e-12);
  });

  it("is what its definition gives, bin by bin", () => {
    fc.assert(
      fc.property(problem, bins, ([confidences, right], count) => {
        const { expected } = calibrationError(given(confidences, right), { bins: count });
        agree({ of, with: "loops in float64" }, expected, byTheDefinition(confidences, right, count), 1e-12);
      }),
    );
  });

  it("is what scikit-learn's calibration curve makes of it, in bins of equal width and of equal mass", () => {
    for (const { confidences, right, accuracy, confidence, expected, maximum, ...options } of golden<SklearnCase[]>(
      "scikit-learn/calibration",
    )) {
      const ours = calibrationError(given(confidences, right), options);
      const filled = ours.bins.filter(({ count }) => count > 0);
      const peer = { of, with: "scikit-learn 1.9.1" };
      agree(
        peer,
        filled.map((bin) => bin.accuracy),
        accuracy,
        1e-12,
      );
      agree(
        peer,
        filled.map((bin) => bin.confidence),
        confidence,
        1e-12,
      );
      agree(peer, [ours.expected, ours.maximum], [expected, maximum], 1e-12);
    }
  });

  it("puts a confidence on an edge into the lower bin, and 0 into the first", () => {
    for (const count of [3, 7, 10, 15, 100])
      for (let edge = 0; edge <= count; edge++) {
        const { bins: all } = calibrationError(given([edge / count], [1]), { bins: count });
        assert.equal(
          all.findIndex((bin) => bin.count === 1),
          Math.max(edge - 1, 0),
          `${edge}/${count}`,
        );
      }
  });

  it("fills bins of equal mass alike, and keeps equal confidences together", () => {
    const confidences = Array.from({ length: 60 }, (_, n) => ((n * 37) % 60) / 200);
    const even = calibrationError(
      given(
        confidences,
        confidences.map(() => 1),
      ),
      { bins: 6, binning: "mass" },
    );
    assert.deepEqual(
      even.bins.map(({ count }) => count),
      [10, 10, 10, 10, 10, 10],
    );
    const equal = calibrationError(given([0.4, 0.4, 0.4], [1, 0, 0]), { bins: 10, binning: "mass" });
    assert.deepEqual(
      equal.bins.map(({ count }) => count),
      [3],
    );
    agree({ of, with: "closed form" }, equal.expected, 0.4 - 1 / 3, 1e-12);
  });

  it("does not depend on the order, is at most the largest gap, and at least that of a single bin", () => {
    fc.assert(
      fc.property(problem, bins, fc.constantFrom("width", "mass"), ([confidences, right], count, binning) => {
        const options: CalibrationOptions = { bins: count, binning: binning };
        const ours = calibrationError(given(confidences, right), options);
        const reversed = calibrationError(given([...confidences].reverse(), [...right].reverse()), options);
        agree({ of, with: "invariance" }, reversed.expected, ours.expected, 1e-12);
        assert.ok(ours.expected <= ours.maximum + 1e-12);
        assert.ok(ours.expected >= Math.abs(mean(confidences) - mean(right)) - 1e-12);
        assert.equal(
          ours.bins.reduce((sum, bin) => sum + bin.count, 0),
          right.length,
        );
      }),
    );
  });

  it("refuses lists of unequal length, none at all, what is no probability, and bad bins", () => {
    const refused = (predictions: Predictions, options: object, message: string): void =>
      assert.throws(() => calibrationError(predictions, options), new MetricError(`calibrationError: ${message}`));
    refused(
      { confidences: [1, 1, 1], predicted: [1, 2, 3, 4], labels: [1, 2, 3, 4] },
      {},
      "3 confidences, 4 predictions and 4 labels; all need one entry a row",
    );
    refused(given([], []), {}, "0 rows; at least 1 is needed");
    for (const value of [1.2, -0.1, NaN])
      refused(given([0.5, 0.5, value], [1, 1, 1]), {}, `confidence 2 is ${value}; it must be from 0 to 1`);
    for (const count of [0, 1.5, NaN])
      refused(given([0.5], [1]), { bins: count }, `bins is ${count}; it must be a whole number from 1`);
    refused(given([0.5], [1]), { binning: "rank" }, 'binning is "rank"; it must be "width" or "mass"');
  });
});
