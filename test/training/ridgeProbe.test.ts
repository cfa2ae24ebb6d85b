import assert from "node:assert/strict";
import fc from "fast-check";
import { ridgeProbe } from "../../src/training/ridgeProbe";
import { TrainingError } from "../../src/training/trainingError";
import { agree } from "../support/agree";
import { dataOf, featuresOf, scikitLearn } from "./probePeers";

/** The normal equations of standardised rows and a column of ones, by Gaussian elimination in float64. */
function inLoops(
  train: number[][],
  labels: number[],
  test: number[][],
  { l2, classes }: { l2: number; classes: number },
) {
  const [N, D] = [train.length, train[0].length];
  const mean = train[0].map((_, d) => train.reduce((sum, row) => sum + row[d], 0) / N);
  const deviation = mean.map((m, d) => Math.sqrt(train.reduce((sum, row) => sum + (row[d] - m) ** 2, 0) / N));
  const standard = (row: number[]): number[] => [
    ...row.map((x, d) => (deviation[d] > 1e-6 ? (x - mean[d]) / deviation[d] : 0)),
    1,
  ];
  const x = train.map(standard);
  // The offset, last, is free.
  const system = Array.from({ length: D + 1 }, (_, i) => [
    ...Array.from({ length: D + 1 }, (_column, j) => {
      const penalty = i === j && i < D ? l2 : 0;
      return x.reduce((sum, row) => sum + (row[i] * row[j]) / N, 0) + penalty;
    }),
    ...Array.from({ length: classes }, (_class, k) =>
      x.reduce((sum, row, n) => sum + (row[i] * (labels[n] === k ? 1 : 0)) / N, 0),
    ),
  ]);
  for (let i = 0; i <= D; i++)
    for (let j = 0; j <= D; j++)
      if (j !== i) {
        const factor = system[j][i] / system[i][i];
        system[j] = system[j].map((value, c) => value - factor * system[i][c]);
      }
  return test.map((row) =>
    Array.from({ length: classes }, (_, k) =>
      standard(row).reduce((sum, value, i) => sum + (value * system[i][D + 1 + k]) / system[i][i], 0),
    ),
  );
}

describe("ridgeProbe", () => {
  it("has scikit-learn's values for each class, with fewer columns than rows and with more", () => {
    for (const problem of scikitLearn.problems)
      for (const { l2, scores } of problem.ridge) {
        const ours = ridgeProbe({ ...dataOf(problem), l2 });
        // Products in float32 of a system whose condition is the largest eigenvalue, at most the columns, over l2.
        const tolerance = 1e-7 * 10 * Math.max(1, Math.min(problem.columns, problem.rows) / l2 / 100);
        agree({ of: "ridgeProbe", with: "scikit-learn 1.9.1" }, ours.scores.values, scores, tolerance);
      }
  });

  it("solves the normal equations as elimination in float64 does", () => {
    const number = fc.integer({ min: -40, max: 40 }).map((x) => x / 8);
    const row = fc.array(number, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(row, fc.nat(2)), { minLength: 2, maxLength: 12 }),
        fc.array(row, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(0.1, 1, 10),
        (train, test, l2) => {
          const [rows, labels] = [train.map(([x]) => x), train.map(([, label]) => label)];
          const ours = ridgeProbe({
            train: featuresOf(rows.flat(), 3),
            trainLabels: labels,
            test: featuresOf(test.flat(), 3),
            testLabels: test.map(() => 0),
            classes: 3,
            l2,
          });
          const theirs = inLoops(rows, labels, test, { l2, classes: 3 });
          // Test rows may lie tens of deviations away: of a mean of a few float32 roundings, 1e-6 of that.
          agree({ of: "ridgeProbe", with: "loops in float64" }, ours.scores.values, theirs.flat(), 5e-5);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("sums to 1 over the classes, and predicts the largest", () => {
    const [problem] = scikitLearn.problems;
    const { scores, predictions, testAccuracy, interval, trainAccuracy } = ridgeProbe(dataOf(problem));
    const right = problem.testLabels.filter((label, n) => label === predictions[n]).length;
    assert.equal(testAccuracy, right / 40);
    assert.ok(interval.low < testAccuracy && testAccuracy < interval.high && trainAccuracy > 0.5);
    for (let n = 0; n < 40; n++) {
      const row = [...scores.values.subarray(4 * n, 4 * n + 4)];
      assert.ok(Math.abs(row.reduce((a, b) => a + b) - 1) < 1e-5);
      assert.equal(row[predictions[n]], Math.max(...row));
    }
  });

  it("is the shares of the classes where weights cost too much", () => {
    const [problem] = scikitLearn.problems;
    const { scores } = ridgeProbe({ ...dataOf(problem), l2: 1e9 });
    agree({ of: "ridgeProbe", with: "closed form" }, scores.values, Array(160).fill(0.25), 1e-6);
  });

  it("takes no penalty where the rows determine the weights, and says so where they do not", () => {
    const [tall, wide] = scikitLearn.problems;
    assert.ok(ridgeProbe({ ...dataOf(tall), l2: 0 }).trainAccuracy > 0.5);
    assert.throws(
      () => ridgeProbe({ ...dataOf(wide), l2: 0 }),
      new TrainingError("ridgeProbe: the features are linearly dependent; l2 must be above 0"),
    );
    assert.throws(
      () => ridgeProbe({ ...dataOf(tall), l2: -1 }),
      new TrainingError("ridgeProbe: l2 is -1; it must be at least 0"),
    );
    assert.throws(
      () => ridgeProbe({ ...dataOf(tall), trainLabels: [0] }),
      new TrainingError("ridgeProbe: train has 1 labels for 60 rows; each row needs one"),
    );
  });
});
