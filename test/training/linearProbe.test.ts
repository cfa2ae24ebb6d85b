import assert from "node:assert/strict";
import type { Features } from "../../src/training/features";
import { linearProbe } from "../../src/training/linearProbe";
import { TrainingError } from "../../src/training/trainingError";

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
      assert.ok(different <= 1, `${different} of ${theirs.length} differ`);
    }
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
