import assert from "node:assert/strict";
import fc from "fast-check";
import { knnProbe } from "../../src/training/knnProbe";
import { linearProbe } from "../../src/training/linearProbe";
import { ridgeProbe } from "../../src/training/ridgeProbe";
import { TrainingError } from "../../src/training/trainingError";
import { agree } from "../support/agree";
import { dataOf, featuresOf, lightlyKnn, scikitLearn } from "./probePeers";

describe("knnProbe", () => {
  it("has scikit-learn's votes, equal and weighted", () => {
    for (const problem of scikitLearn.problems)
      for (const { k, weights, temperature, votes, predictions } of problem.neighbours) {
        const ours = knnProbe({ ...dataOf(problem), k, weights, temperature });
        // A cosine in float32 is off by some 1e-7, which the temperature divides.
        agree({ of: "knnProbe", with: "scikit-learn 1.9.1" }, ours.votes.values, votes, 5e-7 / temperature);
        assert.deepEqual([...ours.predictions], predictions);
      }
  });

  it("predicts what lightly predicts", () => {
    const { train, trainLabels, test, columns, classes, runs } = lightlyKnn;
    for (const { k, temperature, predictions } of runs) {
      const ours = knnProbe({
        train: featuresOf(train, columns),
        trainLabels,
        test: featuresOf(test, columns),
        testLabels: predictions,
        classes,
        k,
        temperature,
      });
      agree({ of: "knnProbe", with: "lightly 1.6.0" }, ours.predictions, predictions, 0);
      assert.equal(ours.testAccuracy, 1);
    }
  });

  it("adds up exponentials over the nearest as plain loops do, whatever the length of the rows", () => {
    const row = fc
      .array(fc.double({ min: -2, max: 2, noNaN: true }).map(Math.fround), { minLength: 3, maxLength: 3 })
      .filter((x) => Math.hypot(...x) > 0.1);
    const cosine = (a: number[], b: number[]): number =>
      a.reduce((sum, x, i) => sum + x * b[i], 0) / (Math.hypot(...a) * Math.hypot(...b));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(row, fc.nat(2)), { minLength: 6, maxLength: 10 }),
        row,
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(0.07, 0.5),
        (train, query, k, temperature) => {
          const near = train.map(([x, label]) => ({ c: cosine(query, x), label })).sort((a, b) => b.c - a.c);
          // Which of two at one distance is in depends on rounding.
          fc.pre(near[k - 1].c - near[k].c > 1e-5);
          const votes = [0, 0, 0];
          for (const { c, label } of near.slice(0, k)) votes[label] += Math.exp(c / temperature);
          const total = votes.reduce((a, b) => a + b);
          const ours = knnProbe({
            train: featuresOf(train.map(([x]) => x.map((value) => value * 7)).flat(), 3),
            trainLabels: train.map(([, label]) => label),
            test: featuresOf(query, 3),
            testLabels: [0],
            classes: 3,
            k,
            temperature,
          });
          const expected = votes.map((vote) => vote / total);
          agree({ of: "knnProbe", with: "loops in float64" }, ours.votes.values, expected, 1e-6 / temperature);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("asks 200 rows, or all where there are fewer, and more rows than fit at once", () => {
    const rows = Array.from({ length: 700 }, (_, n) => [Math.cos(n), Math.sin(n)]);
    const labels = rows.map(([x]) => (x > 0 ? 0 : 1));
    const all = featuresOf(rows.flat(), 2);
    const data = { train: all, trainLabels: labels, test: all, testLabels: labels, classes: 2 };
    const { predictions, testAccuracy } = knnProbe(data);
    assert.deepEqual([...predictions], [...knnProbe({ ...data, k: 200 }).predictions]);
    assert.ok(testAccuracy > 0.98 && predictions.length === 700);
    const [problem] = scikitLearn.problems;
    const few = dataOf(problem);
    assert.deepEqual([...knnProbe(few).votes.values], [...knnProbe({ ...few, k: 60 }).votes.values]);
  });

  it("refuses more neighbours than rows, and a temperature that is not positive", () => {
    const data = dataOf(scikitLearn.problems[0]);
    assert.throws(
      () => knnProbe({ ...data, k: 61 }),
      new TrainingError("knnProbe: k is 61 but train has 60 rows; k from 1 to 60 is needed"),
    );
    assert.throws(
      () => knnProbe({ ...data, temperature: 0 }),
      new TrainingError("knnProbe: temperature is 0; it must be above 0"),
    );
  });

  it("refuses weights that it does not know, instead of taking the default", () => {
    const data = dataOf(scikitLearn.problems[0]);
    assert.throws(
      () => knnProbe({ ...data, weights: "distance" as "equal" }),
      new TrainingError('knnProbe: weights is "distance"; it must be "similarity" or "equal"'),
    );
  });

  it("refuses features that are no numbers, as the other probes do, instead of calling them as good as chance", () => {
    const data = dataOf(scikitLearn.problems[0]);
    for (const part of ["train", "test"] as const)
      for (const wrong of [NaN, Infinity])
        for (const [name, probe] of Object.entries({ knnProbe, linearProbe, ridgeProbe })) {
          const features = { ...data[part], values: data[part].values.slice() };
          features.values[3 * features.columns + 1] = wrong;
          assert.throws(
            () => probe({ ...data, [part]: features }),
            new TrainingError(`${name}: ${part} row 3 has the value ${wrong}; all must be finite`),
          );
        }
  });
});
