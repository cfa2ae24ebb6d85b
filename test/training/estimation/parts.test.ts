import assert from "node:assert/strict";
import { combined, fromZero } from "../../../src/training/estimation/combined";
import { columnWarnings } from "../../../src/training/estimation/columnWarnings";
import { methodOf } from "../../../src/training/estimation/methodOf";
import { midRanks } from "../../../src/training/estimation/midRanks";
import { planOf } from "../../../src/training/estimation/plan";
import { rowsOfFold } from "../../../src/training/estimation/rowsOfFold";
import { scaled } from "../../../src/training/estimation/scaled";
import { stableThenCosine } from "../../../src/training/estimation/stableThenCosine";
import { tableOf } from "../../../src/training/estimation/tableOf";
import { valueWarnings, type Outcome } from "../../../src/training/estimation/valueWarnings";

const fold = {
  pairs: 100,
  heldOutNats: 0.5,
  trainNats: 0.5,
  standardErrorNats: 0.1,
  steps: 300,
  bestSteps: 200,
  validation: [],
};

describe("the folds of an estimate", () => {
  it("judge every pair once, and share none with what trains or chooses the critic", () => {
    const sizes = { pairs: 103, folds: 4, validationSize: 20, seed: 5 };
    const folds = [0, 1, 2, 3].map((n) => rowsOfFold(n, sizes));
    const all = Array.from({ length: 103 }, (_, n) => n);
    const rising = (rows: Iterable<number>): number[] => [...rows].sort((a, b) => a - b);
    assert.deepEqual(rising(folds.flatMap(({ test }) => [...test])), all);
    for (const { train, validation, test } of folds) {
      assert.deepEqual(rising([...train, ...validation, ...test]), all);
      assert.equal(validation.length, 20);
    }
    assert.notDeepEqual(rowsOfFold(0, { ...sizes, seed: 6 }).test, folds[0].test);
  });

  it("make one value: the mean over pairs, and the larger of two errors", () => {
    const alike = combined([fold, { ...fold, pairs: 300 }]);
    assert.equal(alike.miNats, 0.5);
    assert.ok(Math.abs(alike.standardErrorNats - Math.sqrt(0.025 ** 2 + 0.075 ** 2)) < 1e-12);
    // Values 0 and 1 around a mean of 0.5: a deviation of √½, and over √2 a half.
    const apart = combined([
      { ...fold, heldOutNats: 0 },
      { ...fold, heldOutNats: 1 },
    ]);
    assert.ok(Math.abs(apart.standardErrorNats - 0.5) < 1e-12);
  });

  it("never say less than 0, nor end below it", () => {
    assert.deepEqual(fromZero({ miNats: -0.2, standardErrorNats: 0.01 }), {
      nats: 0,
      interval: [0, 0.01 * 1.959963984540054],
    });
    const { nats, interval } = fromZero({ miNats: 1, standardErrorNats: 0.1 });
    assert.equal(nats, 1);
    assert.ok(Math.abs(interval[0] - 0.804) < 1e-3 && Math.abs(interval[1] - 1.196) < 1e-3);
  });

  it("leave a batch enough to choose from, and look the more often the fewer they are", () => {
    const few = planOf({}, { pairs: 100, xDim: 1, yDim: 1 });
    assert.deepEqual(
      [few.batchSize, few.validationSize, few.evaluateEvery, few.marginals],
      [30, 20, 20, "cyclicShift"],
    );
    const many = planOf({}, { pairs: 100_000, xDim: 20, yDim: 20 });
    assert.deepEqual([many.batchSize, many.validationSize, many.evaluateEvery, many.marginals], [256, 5000, 50, "all"]);
    assert.equal(planOf({ bound: "infoNce" }, { pairs: 100, xDim: 1, yDim: 1 }).batchSize, 10);
  });
});

describe("the method of an estimate", () => {
  const waves = (pairs: number, columns: number, map = (value: number): number => value) =>
    tableOf("x", { values: Float64Array.from({ length: pairs * columns }, (_, n) => map(Math.sin(n * n))), columns });

  it("is neighbours for few pairs of few measured columns, critics for all else, and what is asked for first of all", () => {
    assert.equal(methodOf("auto", [waves(999, 1), waves(999, 2)]), "ksg");
    assert.equal(methodOf(undefined, [waves(1000, 1), waves(1000, 1)]), "mine");
    assert.equal(methodOf("auto", [waves(100, 2), waves(100, 2)]), "mine");
    assert.equal(methodOf("auto", [waves(100, 1), waves(100, 1, Math.round)]), "mine");
    assert.equal(methodOf("ksg", [waves(1000, 9), waves(1000, 9)]), "ksg");
    assert.equal(methodOf("mine", [waves(100, 1), waves(100, 1)]), "mine");
  });
});

describe("the rate of an estimate's critics", () => {
  it("stays for three quarters of the steps, and falls to 0 by half a cosine", () => {
    const rate = stableThenCosine({ base: 2, totalSteps: 400 });
    assert.deepEqual([rate(0), rate(299), rate(300)], [2, 2, 2]);
    assert.ok(Math.abs(rate(350) - 1) < 1e-12 && rate(399) < 1e-3);
  });
});

describe("the scale of an estimate", () => {
  it("ranks by the middle of a number's places, ties in the middle of theirs or in an order", () => {
    const column = Float64Array.of(30, 10, 20, 20);
    assert.deepEqual([...midRanks(column)], [7 / 8, 1 / 8, 1 / 2, 1 / 2]);
    assert.deepEqual([...midRanks(column, Int32Array.of(0, 1, 3, 2))], [7 / 8, 1 / 8, 5 / 8, 3 / 8]);
  });

  it("gives ranks normal scores of mean 0 and deviation 1, column by column", () => {
    const values = Float64Array.from({ length: 2000 }, (_, n) => (n % 2 === 0 ? Math.exp(n / 100) : -n));
    const tensor = scaled(tableOf("x", { values, columns: 2 }), {
      scale: "ranks",
      partTies: false,
      seed: 0,
      stream: 0,
    });
    const numbers = tensor.dataSync<"float32">();
    tensor.dispose();
    for (const first of [0, 1]) {
      const column = numbers.filter((_, n) => n % 2 === first);
      const moment = (power: number): number => column.reduce((sum, value) => sum + value ** power, 0) / column.length;
      assert.ok(Math.abs(moment(1)) < 1e-4 && Math.abs(moment(2) - 1) < 1e-4 && Math.abs(moment(4) - 3) < 0.1);
    }
    assert.ok(numbers[1998] > 3 && numbers[1999] < -3);
  });
});

describe("the warnings of an estimate", () => {
  const outcome: Outcome = {
    ...{ method: "mine", pairs: 5000, nats: 0.5, low: 0.4, steps: 300, folds: [fold] },
    limit: { nats: 6, reason: "1000 pairs that were held out" },
  };
  const kinds = (changes: Partial<Outcome>): string[] =>
    valueWarnings({ ...outcome, ...changes }).map(({ kind }) => kind);
  // Of 300 steps the full rate lasts 225: the best until step 112 is 0.2, and until 225 it is 0.4.
  const rising = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6].map((miNats, n) => ({ steps: 50 * (n + 1), miNats }));

  it("are none where there is nothing to doubt", () => {
    assert.deepEqual(valueWarnings(outcome), []);
    const flat = rising.map(({ steps }) => ({ steps, miNats: 0.5 }));
    assert.deepEqual(kinds({ folds: [{ ...fold, validation: flat }] }), []);
  });

  it("name an interval that holds 0, and a value near what can be told at most", () => {
    assert.deepEqual(kinds({ low: 0 }), ["indistinguishableFromZero"]);
    assert.deepEqual(kinds({ nats: 5, folds: [] }), []);
    assert.deepEqual(valueWarnings({ ...outcome, nats: 5.1, folds: [] }), [
      {
        kind: "ceiling",
        message: "5.10 nats are about as much as 1000 pairs that were held out can tell, 6.00; there may be far more",
      },
    ]);
  });

  it("name few pairs, and what critics know of their own pairs only", () => {
    assert.deepEqual(kinds({ pairs: 999 }), ["tooFewSamples"]);
    assert.deepEqual(kinds({ pairs: 200, method: "ksg", folds: [] }), []);
    assert.deepEqual(kinds({ pairs: 199, method: "ksg", folds: [] }), ["tooFewSamples"]);
    assert.deepEqual(kinds({ folds: [{ ...fold, trainNats: 0.7 }] }), []);
    assert.deepEqual(valueWarnings({ ...outcome, folds: [{ ...fold, trainNats: 0.8 }] }), [
      {
        kind: "tooFewSamples",
        message:
          "critics find 0.80 nats in the pairs that they were trained on: they learn them by heart, and the mutual information may be far above the interval; with more pairs the value would rise",
      },
    ]);
  });

  it("name a value that was still rising in the second half, unless training ended before since it did not", () => {
    const folds = [{ ...fold, validation: rising }];
    assert.deepEqual(valueWarnings({ ...outcome, folds }), [
      {
        kind: "stillRising",
        message: "the value rose by 0.20 nats in the second half of the training; more steps would find more",
      },
    ]);
    assert.deepEqual(kinds({ folds, steps: 1000 }), []);
  });

  it("name columns that the method or the scale does not bear", () => {
    const numbers = Array.from({ length: 400 }, (_, n) => [Math.sin(n), n % 40, n === 8 ? 1e5 : n / 1e3]);
    const table = tableOf("x", numbers);
    const named = (method: "mine" | "ksg", scale: "ranks" | "none"): string[] =>
      columnWarnings([table, table], { method, scale }).map(({ kind, message }) => `${kind}: ${message}`);
    const discrete = `discrete: column 1 of x has 40 values in 400 rows; nearest neighbours want measurements, method "mine" does not`;
    assert.deepEqual(named("mine", "ranks"), []);
    assert.deepEqual(named("mine", "none"), [
      `heavyTails: column 2 of x has a number 20 deviations from its mean; scale "ranks" makes it harmless`,
    ]);
    assert.deepEqual(named("ksg", "ranks"), [
      `manyColumns: in 6 columns nearest neighbours find a part of what there is only; method "mine" finds more`,
    ]);
    const coarser = tableOf(
      "x",
      numbers.map(([a, b]) => [a, b % 39]),
    );
    assert.deepEqual(
      columnWarnings([coarser, coarser], { method: "ksg", scale: "ranks" }).map(({ message }) => message),
      [discrete.replace("discrete: ", "").replace("40 values", "39 values")],
    );
  });
});
