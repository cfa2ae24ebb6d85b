import assert from "node:assert/strict";
import { shuffled } from "../../src/data/shuffled";
import type { Features } from "../../src/training/features";
import { linearProbe } from "../../src/training/linearProbe";
import { l2Values } from "../../src/training/selectL2";
import { TrainingError } from "../../src/training/trainingError";
import { agree } from "../support/agree";
import { dataOf, scikitLearn } from "./probePeers";

const features = (rows: number[][]): Features => ({
  values: Float32Array.from(rows.flat()),
  rows: rows.length,
  columns: rows[0].length,
});

/** Three overlapping clouds in the plane, from a fixed generator. */
function clouds(count: number, seed: number): { rows: number[][]; labels: number[] } {
  let state = seed;
  const uniform = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const centres = [
    [0, 0],
    [2, 1],
    [-1, 2],
  ];
  const labels = Array.from({ length: count }, (_, n) => n % 3);
  return { labels, rows: labels.map((k) => [5 + 3 * (centres[k][0] + normal()), centres[k][1] + normal()]) };
}

/** The same regression by Newton's method in float64 on the standardised rows: another optimizer, another arithmetic. */
function newtonPredictions(train: { rows: number[][]; labels: number[] }, test: number[][], l2: number): number[] {
  const [K, N, D] = [3, train.rows.length, 2];
  const mean = [0, 1].map((d) => train.rows.reduce((sum, row) => sum + row[d], 0) / N);
  const deviation = mean.map((m, d) => Math.sqrt(train.rows.reduce((sum, row) => sum + (row[d] - m) ** 2, 0) / N));
  const standard = (rows: number[][]): number[][] =>
    rows.map((row) => [...row.map((x, d) => (x - mean[d]) / deviation[d]), 1]);
  const x = standard(train.rows);
  const size = K * (D + 1);
  const scores = (w: number[], row: number[]): number[] =>
    Array.from({ length: K }, (_, k) => row.reduce((sum, value, d) => sum + value * w[k * (D + 1) + d], 0));
  let w = new Array<number>(size).fill(0);
  for (let iteration = 0; iteration < 30; iteration++) {
    const gradient = w.map((value, i) => (i % (D + 1) === D ? 0 : l2 * value));
    // A little on the diagonal: offsets are free up to a common shift.
    const hessian = w.map((_, i) => w.map((__, j) => (i === j ? (i % (D + 1) === D ? 1e-9 : l2) : 0)));
    x.forEach((row, n) => {
      const s = scores(w, row).map(Math.exp);
      const total = s.reduce((a, b) => a + b);
      const p = s.map((value) => value / total);
      for (let a = 0; a < size; a++) {
        const [ka, da] = [Math.floor(a / (D + 1)), a % (D + 1)];
        gradient[a] += ((p[ka] - (train.labels[n] === ka ? 1 : 0)) * row[da]) / N;
        for (let b = 0; b < size; b++) {
          const [kb, db] = [Math.floor(b / (D + 1)), b % (D + 1)];
          hessian[a][b] += (p[ka] * ((ka === kb ? 1 : 0) - p[kb]) * row[da] * row[db]) / N;
        }
      }
    });
    const step = solve(hessian, gradient);
    w = w.map((value, i) => value - step[i]);
  }
  return standard(test).map((row) => {
    const s = scores(w, row);
    return s.indexOf(Math.max(...s));
  });
}

/** Gaussian elimination with pivots. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  for (let i = 0; i < rows.length; i++) {
    const pivot = rows
      .slice(i)
      .reduce((best, row, j) => (Math.abs(row[i]) > Math.abs(rows[best][i]) ? i + j : best), i);
    [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
    for (let j = 0; j < rows.length; j++) {
      if (j === i) continue;
      const factor = rows[j][i] / rows[i][i];
      rows[j] = rows[j].map((value, c) => value - factor * rows[i][c]);
    }
  }
  return rows.map((row, i) => row[row.length - 1] / row[i]);
}

const train = clouds(240, 7);
const test = clouds(300, 11);
const probe = (options: { l2?: number; scale?: number } = {}): ReturnType<typeof linearProbe> => {
  const { l2 = 1e-2, scale = 1 } = options;
  const scaled = (rows: number[][]): Features => features(rows.map(([x, y]) => [x * scale, y]));
  return linearProbe({
    train: scaled(train.rows),
    trainLabels: train.labels,
    test: scaled(test.rows),
    testLabels: test.labels,
    classes: 3,
    l2,
  });
};

describe("linearProbe", () => {
  it("predicts what Newton's method in float64 predicts", () => {
    for (const l2 of [1e-3, 1e-1]) {
      const { predictions, converged } = probe({ l2 });
      assert.ok(converged);
      const theirs = newtonPredictions(train, test.rows, l2);
      // A row on a boundary may fall on either side of it.
      const different = theirs.filter((label, n) => label !== predictions[n]).length;
      agree({ of: "linearProbe", with: "Newton's method in float64, rows that differ" }, different, 0, 1);
    }
  });

  it("predicts what scikit-learn's logistic regression predicts, with fewer columns than rows and with more", () => {
    for (const problem of scikitLearn.problems)
      for (const { l2, predictions, accuracy } of problem.logistic) {
        const ours = linearProbe({ ...dataOf(problem), l2 });
        const agreement = { of: "linearProbe", with: "scikit-learn 1.9.1" };
        agree(agreement, ours.predictions, predictions, 0);
        agree(agreement, ours.trainAccuracy, accuracy, 1e-12);
      }
  });

  it("chooses λ by held-out training rows: the largest of those that are right most often there", () => {
    // Values side by side predict the same, so that the best comes at least twice.
    const values = [1e-4, 1e-2, 1, 100].flatMap((value) => [value, 1.001 * value]);
    const select = (): ReturnType<typeof linearProbe> =>
      linearProbe({
        train: features(train.rows),
        trainLabels: train.labels,
        test: features(test.rows),
        testLabels: test.labels,
        classes: 3,
        l2: { values, share: 0.25, seed: 5 },
      });
    const { l2, validation = [], predictions } = select();
    const order = shuffled(240, 5, 0);
    const part = (rows: Int32Array): { rows: number[][]; labels: number[] } => ({
      rows: [...rows].map((n) => train.rows[n]),
      labels: [...rows].map((n) => train.labels[n]),
    });
    const [heldOut, kept] = [part(order.subarray(0, 60)), part(order.subarray(60))];
    const byHand = values.map(
      (value) =>
        linearProbe({
          train: features(kept.rows),
          trainLabels: kept.labels,
          test: features(heldOut.rows),
          testLabels: heldOut.labels,
          classes: 3,
          l2: value,
        }).testAccuracy,
    );
    assert.deepEqual(validation, values.map((value, i) => ({ l2: value, accuracy: byHand[i] })).reverse()); // prettier-ignore
    const best = Math.max(...byHand);
    assert.equal(l2, Math.max(...values.filter((_, i) => byHand[i] === best)));
    assert.deepEqual([...predictions], [...probe({ l2 }).predictions]);
  });

  it("chooses of the paper's 45 values unless told otherwise", () => {
    assert.equal(l2Values.length, 45);
    assert.ok(Math.abs(l2Values[0] - 1e-6) < 1e-18 && Math.abs(l2Values[44] - 1e5) < 1e-9);
    l2Values.slice(1).forEach((value, i) => assert.ok(Math.abs(value / l2Values[i] - 10 ** 0.25) < 1e-12));
    const { validation, l2 } = linearProbe({ ...dataOf(scikitLearn.problems[0]), l2: { seed: 1 } });
    assert.deepEqual(validation?.map((tried) => tried.l2), [...l2Values].reverse()); // prettier-ignore
    assert.ok(l2Values.includes(l2));
  });

  it("refuses a selection without values or rows to hold out", () => {
    const data = dataOf(scikitLearn.problems[0]);
    assert.throws(
      () => linearProbe({ ...data, l2: { share: 1, seed: 1 } }),
      new TrainingError(
        "linearProbe: l2.share is 1 of 60 rows; it must hold out at least 1 of them and keep at least 1",
      ),
    );
    assert.throws(
      () => linearProbe({ ...data, l2: { values: [-1], seed: 1 } }),
      new TrainingError("linearProbe: l2.values is [-1]; numbers of at least 0 are needed"),
    );
  });

  it("reports the shares that its predictions get right, with their interval", () => {
    const { predictions, testAccuracy, trainAccuracy, interval } = probe();
    const right = test.labels.filter((label, n) => label === predictions[n]).length;
    assert.equal(testAccuracy, right / test.labels.length);
    assert.ok(interval.low < testAccuracy && testAccuracy < interval.high && interval.high - interval.low < 0.12);
    assert.ok(testAccuracy > 0.7 && trainAccuracy > 0.7);
  });

  it("does not depend on the units of a feature, nor on a constant one", () => {
    assert.deepEqual([...probe({ scale: 1000 }).predictions], [...probe().predictions]);
    const padded = (rows: number[][]): Features => features(rows.map((row) => [...row, 42]));
    const { predictions } = linearProbe({
      train: padded(train.rows),
      trainLabels: train.labels,
      test: padded(test.rows),
      testLabels: test.labels,
      classes: 3,
      l2: 1e-2,
    });
    assert.deepEqual([...predictions], [...probe().predictions]);
  });

  it("predicts the most frequent class when weights cost too much", () => {
    const merged = train.labels.map((label) => (label === 2 ? 1 : label));
    const { predictions } = linearProbe({
      train: features(train.rows),
      trainLabels: merged,
      test: features(test.rows),
      testLabels: test.labels,
      classes: 3,
      l2: 1e6,
    });
    assert.deepEqual([...new Set(predictions)], [1]);
  });

  it("refuses labels and columns that do not fit", () => {
    const x = features([
      [1, 2],
      [3, 4],
    ]);
    const options = { train: x, test: x, trainLabels: [0, 1], testLabels: [0, 1], classes: 2 };
    assert.throws(
      () => linearProbe({ ...options, trainLabels: [0] }),
      new TrainingError("linearProbe: train has 1 labels for 2 rows; each row needs one"),
    );
    assert.throws(
      () => linearProbe({ ...options, testLabels: [0, 2] }),
      new TrainingError("linearProbe: test label 1 is 2; it must be a whole number from 0 to 1"),
    );
    assert.throws(
      () => linearProbe({ ...options, test: features([[1], [2]]) }),
      new TrainingError("linearProbe: train has 2 columns but test has 1; both need the same"),
    );
  });
});
