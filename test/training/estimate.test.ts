import assert from "node:assert/strict";
import { inspect } from "node:util";
import { DataFrame, Series } from "danfojs-node";
import { additiveNoise } from "../../src/data/samplers/additiveNoise";
import { correlatedGaussian } from "../../src/data/samplers/correlatedGaussian";
import { discreteTable } from "../../src/data/samplers/discreteTable";
import type { PairSampler } from "../../src/data/samplers/pairSampler";
import { studentT } from "../../src/data/samplers/studentT";
import { tf } from "../../src/engine/tf";
import { statisticsNetwork } from "../../src/models/statisticsNetwork";
import { key } from "../../src/random/key";
import { InterruptedError } from "../../src/report/abort";
import { displaySymbol } from "../../src/report/displayable";
import { silentProgress } from "../../src/report/silentProgress";
import { estimate } from "../../src/training/estimate";
import type { Estimate } from "../../src/training/estimation/estimate";
import type { EstimationOptions } from "../../src/training/estimation/estimationOptions";
import type { Numbers } from "../../src/training/estimation/tableOf";
import { TrainingError } from "../../src/training/trainingError";

const silent = { progress: silentProgress };
/** Enough for a thousand pairs of few columns, and as little as that. */
const brief: EstimationOptions = { ...silent, method: "mine", folds: 3, steps: 300 };

interface Drawn {
  x: { values: Float32Array; columns: number };
  y: { values: Float32Array; columns: number };
}

function draw(sampler: PairSampler, pairs: number, seed = 1): Drawn {
  return tf.tidy(() => {
    const { x, z } = sampler.sample(key(seed), pairs);
    const [values, others] = [x, z].map((rows) => rows.dataSync<"float32">());
    return { x: { values, columns: x.shape[1] }, y: { values: others, columns: z.shape[1] } };
  });
}

const kinds = ({ warnings }: Estimate): string[] => warnings.map(({ kind }) => kind);
const correlated = (correlation: number, dims = 1): PairSampler => correlatedGaussian({ dims, correlation });
const flat = (numbers: ArrayLike<number>, map: (value: number) => number): number[] => Array.from(numbers, map);

describe("estimate", function () {
  // Critics are trained in earnest, on however busy a machine.
  this.timeout(120_000);
  const table = discreteTable([
    [0.4, 0.1],
    [0.1, 0.4],
  ]);
  for (const [name, sampler, pairs, options] of [
    ["a Gaussian, by neighbours", correlated(0.8), 600, silent],
    [
      "heavy tails, by neighbours",
      studentT({
        dispersion: [
          [1, 0.7],
          [0.7, 1],
        ],
        xDim: 1,
        degreesOfFreedom: 2,
      }),
      600,
      silent,
    ],
    ["a Gaussian, by critics", correlated(0.8), 1500, brief],
    ["a dependence without correlation, by critics", additiveNoise({ f: "x²", sigma: 0.2 }), 1500, brief],
    ["a Gaussian of 2 + 2 columns, by critics", correlated(0.6, 2), 1500, brief],
    ["a table, by critics", table, 1000, { ...brief, method: "auto" }],
  ] as [string, PairSampler, number, EstimationOptions][])
    it(`finds the mutual information of ${name}`, async () => {
      const { x, y } = draw(sampler, pairs);
      const found = await estimate(x, y, options);
      const [low, high] = found.interval;
      const allowed = 0.08 * sampler.miNats;
      assert.ok(
        low - allowed < sampler.miNats && sampler.miNats < high + allowed,
        `${found.toString()} is not ${sampler.miNats}`,
      );
      assert.ok(high - low < 0.35, found.toString());
      assert.equal(found.method, options.method === undefined ? "ksg" : "mine");
      assert.ok(
        !kinds(found).includes("indistinguishableFromZero") && !kinds(found).includes("ceiling"),
        found.toString(),
      );
    });

  it("says of independent numbers that they may be so, by either method", async () => {
    for (const [pairs, options] of [
      [400, silent],
      [1000, brief],
    ] as [number, EstimationOptions][]) {
      const { x, y } = draw(correlated(0), pairs);
      const found = await estimate(x, y, options);
      assert.equal(found.interval[0], 0);
      assert.ok(found.nats >= 0 && found.nats < 0.05 && found.interval[1] > found.nats, found.toString());
      assert.ok(kinds(found).includes("indistinguishableFromZero"));
    }
  });

  it("has an interval that holds the truth in nineteen samples of twenty, by neighbours", async () => {
    const sampler = correlated(0.7);
    let held = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const { x, y } = draw(sampler, 100, seed);
      const { interval } = await estimate(x, y, { ...silent, method: "ksg" });
      held += Number(interval[0] <= sampler.miNats && sampler.miNats <= interval[1]);
    }
    assert.ok(held >= 18, `${held} of 20`);
  });

  it("is the same to the last bit for every rising map of a column, outliers included", async () => {
    const { x, y } = draw(correlated(0.8), 300);
    const plain = await estimate(x, y, silent);
    const mapped = await estimate(
      flat(x.values, (value) => Math.exp(9 * value)),
      flat(y.values, (value) => value ** 3),
      silent,
    );
    assert.deepEqual({ ...mapped, seconds: 0 }, { ...plain, seconds: 0 });
  });

  it("is the same for shifted and stretched columns that are standardised, dates in seconds too", async () => {
    const { x, y } = draw(correlated(0.8), 300);
    const options = { ...silent, scale: "standardise" as const };
    const plain = await estimate(x, y, options);
    const mapped = await estimate(
      flat(x.values, (value) => 1.7e9 + 10 * value),
      flat(y.values, (value) => 1e-7 * value),
      options,
    );
    assert.ok(Math.abs(plain.nats - mapped.nats) < 1e-3, `${plain.nats}, ${mapped.nats}`);
    assert.equal(mapped.scale, "standardise");
  });

  it("takes numbers in every form, and finds the same", async () => {
    const { x, y } = draw(correlated(0.5, 2), 60);
    const rows = Array.from({ length: 60 }, (_, n) => Array.from(x.values.slice(2 * n, 2 * n + 2)));
    const second = Array.from({ length: 60 }, (_, n) => y.values[2 * n]);
    const tensors = [tf.tensor2d(rows), tf.tensor1d(second)];
    const frame = new DataFrame(rows, { columns: ["a", "b"] });
    const ones: Numbers[] = [x, rows, rows.map((row) => Float64Array.from(row)), tensors[0], frame];
    const others: Numbers[] = [
      second,
      Float32Array.from(second),
      second.map((value) => [value]),
      tensors[1],
      new Series(second),
    ];
    const found: Estimate[] = [];
    for (const [n, one] of ones.entries()) found.push(await estimate(one, others[n], { ...silent, method: "ksg" }));
    for (const { nats } of found) assert.equal(nats, found[0].nats);
    assert.deepEqual(found[0].columns, { x: 2, y: 1 });
    const truths = second.map((value) => value > 0);
    const ofTruths = await estimate(new Series(truths), truths.map(Number), { ...silent, method: "ksg" });
    assert.ok(ofTruths.nats > 0.3);
    tf.dispose(tensors);
  });

  it("parts ties of x and of y apart, so that independent coins stay independent for neighbours", async () => {
    const { x, y } = draw(
      discreteTable([
        [0.25, 0.25],
        [0.25, 0.25],
      ]),
      400,
    );
    const found = await estimate(x, y, { ...silent, method: "ksg" });
    assert.ok(found.nats < 0.06, found.toString());
    assert.deepEqual(kinds(found), ["indistinguishableFromZero", "discrete"]);
  });

  it("warns of what more pairs, more steps or another method would change", async () => {
    const { x, y } = draw(correlated(0.9), 400);
    const same = await estimate(x, x, silent);
    assert.deepEqual(kinds(same), ["ceiling"]);
    const parabola = draw(additiveNoise({ f: "x²", sigma: 0.2 }), 900);
    const short = await estimate(parabola.x, parabola.y, { ...brief, steps: 100 });
    assert.deepEqual(kinds(short), ["tooFewSamples", "stillRising"]);
    const far = flat(x.values, (value) => (value > 2.4 ? 1e6 : value));
    const tails = await estimate(far, y, { ...silent, scale: "none" });
    assert.deepEqual(kinds(tails), ["heavyTails"]);
    const wide = draw(correlated(0.5, 3), 200);
    assert.deepEqual(kinds(await estimate(wide.x, wide.y, { ...silent, method: "ksg" })), ["manyColumns"]);
  });

  it("gives equal estimates for equal seeds, and others for another", async () => {
    const { x, y } = draw(correlated(0.8), 120);
    const run = async (seed: number): Promise<object> => ({
      ...(await estimate(x, y, { ...brief, steps: 10, seed })),
      seconds: 0,
    });
    const [one, again, other] = [await run(3), await run(3), await run(4)];
    assert.deepEqual(one, again);
    assert.notDeepEqual(one, other);
  });

  it("judges every pair once, by a critic of the reader's own making, and by the bound asked for", async () => {
    const { x, y } = draw(correlated(0.8), 200);
    const made: object[] = [];
    const found = await estimate(x, y, {
      ...{ ...brief, folds: 4, steps: 20, bound: "infoNce" },
      network: (of) => {
        made.push(of);
        return statisticsNetwork({ ...of, structure: "separable", hiddenDims: [8] });
      },
    });
    assert.deepEqual(
      made,
      [0, 1, 2, 3].map((seed) => ({ xDim: 1, zDim: 1, seed })),
    );
    assert.deepEqual(
      found.folds.map(({ pairs }) => pairs),
      [50, 50, 50, 50],
    );
  });

  it("shows itself in a notebook and in a text", async () => {
    const { x, y } = draw(correlated(0), 60);
    const found = await estimate(x, y, silent);
    const [value, manner, ...warnings] = found.toString().split("\n");
    assert.match(value, /^0\.\d{3} nats \(0\.\d{3} bits\), 95% interval 0\.000 to 0\.\d{3} nats$/);
    assert.equal(manner, "nearest neighbours on 60 pairs of 1 + 1 columns, by their ranks");
    assert.deepEqual(warnings, [
      "indistinguishableFromZero: the interval holds 0: independent data would look like this",
      "tooFewSamples: 60 pairs are few for nearest neighbours, which want at least 200",
    ]);
    assert.deepEqual(found[displaySymbol](), { "text/plain": found.toString() });
    assert.equal(inspect(found), found.toString());
    assert.equal(found.bits, found.nats / Math.LN2);
    const critics = await estimate(x, y, { ...brief, steps: 10, scale: "standardise" });
    assert.match(
      critics.toString(),
      /\nMINE on 60 pairs of 1 \+ 1 columns, standardised: 3 critics, each judged by pairs that it did not know\n/,
    );
  });

  it("tells how far it is, and stops when asked to", async () => {
    const { x, y } = draw(correlated(0.8), 150);
    for (const [options, total] of [
      [{ ...brief, steps: 30 }, 90],
      [{ method: "ksg" }, 11],
    ] as [EstimationOptions, number][]) {
      const shown: number[] = [];
      const progress = { update: (done: number) => void shown.push(done), finish: () => void shown.push(-1) };
      await estimate(x, y, { ...options, progress });
      assert.deepEqual(shown.slice(-2), [total, -1]);
      assert.ok(
        shown.slice(1, -1).every((done, n) => done >= shown[n]),
        shown.join(", "),
      );
      const controller = new AbortController();
      const stopping = { update: (done: number) => void (done >= 5 && controller.abort()), finish: () => undefined };
      await assert.rejects(
        estimate(x, y, { ...options, progress: stopping, signal: controller.signal }),
        InterruptedError,
      );
    }
  });

  it("refuses what is no table of numbers, and says where", async () => {
    const good = Array.from({ length: 60 }, (_, n) => n);
    const refuses = (x: unknown, message: string, options: object = {}): Promise<void> =>
      assert.rejects(
        estimate(x as Numbers, good, { ...silent, ...options }),
        new TrainingError(`estimate: ${message}`),
      );
    const but = <T>(value: T, at = 7): (T | number)[] => good.map((n) => (n === at ? value : n));
    const kindsOfX =
      "a list of numbers or of rows, { values, columns }, a tensor, or a danfo Series or DataFrame is needed";
    await refuses(good.slice(1), "x has 59 rows but y has 60; a row of y for each of x is needed");
    await refuses(but(NaN), "row 7 of x is NaN; finite numbers are needed");
    await refuses(but("n/a"), `row 7 of x is "n/a"; finite numbers are needed`);
    await refuses(but(31n), "row 7 of x is 31n; finite numbers are needed");
    await refuses(but(null), "row 7 of x is null; finite numbers are needed");
    await refuses(
      but(Infinity).map((n) => [1, n]),
      "row 7 of column 1 of x is Infinity; finite numbers are needed",
    );
    await refuses(
      good.map((n) => [n, 5]),
      "column 1 of x is 5 in every row; a constant tells nothing, leave it out",
    );
    await refuses(but([1, 2]), "row 0 of x is no list of numbers, and row 7 is one");
    await refuses(
      good.map((n) => (n === 3 ? [n, 1] : [n, 1, 2])),
      "row 3 of x has 2 numbers, and row 0 has 3",
    );
    await refuses(
      { values: good, columns: 7 },
      "x has 60 numbers in 7 columns; a whole number of columns that divides them is needed",
    );
    await refuses("height", `x is string; ${kindsOfX}`);
    await refuses(null, `x is null; ${kindsOfX}`);
    await refuses({ height: good }, `x is object; ${kindsOfX}`);
    const frame = new DataFrame(
      good.map((n) => [n, n === 7 ? NaN : n]),
      { columns: ["age", "height"] },
    );
    await refuses(frame, "row 7 of column height of x is NaN; finite numbers are needed");
    const cube = tf.zeros([60, 1, 1]);
    await refuses(cube, "x is [60, 1, 1]; a tensor [N] or [N, D] is needed");
    cube.dispose();
    await refuses(good, "method is mi; it must be one of auto, mine, ksg", { method: "mi" });
    await refuses(good, "scale is rank; it must be one of ranks, standardise, none", { scale: "rank" });
    await refuses(good, "seed is -1; it must be a whole number from 0", { seed: -1 });
    await refuses(good, "steps is 15; it must be a multiple of 10", { steps: 15 });
    await refuses(good, "folds is 2; it must be a whole number from 3", { folds: 2 });
    await refuses(good, "folds is 7 for 60 pairs; at least 10 in each are needed", { folds: 7 });
    await refuses(good, "learningRate is 0; it must be a positive number", { learningRate: 0 });
    const ofBatches = "for 60 pairs in 5 folds; a whole number from 2 to";
    await refuses(good, `batchSize is 37 ${ofBatches} 36 is needed`, { batchSize: 37 });
    await refuses(good, `batchSize is 7 ${ofBatches} 6 is needed`, { batchSize: 7, bound: "infoNce" });
    await refuses(good, "k is 54 for 60 pairs; a whole number from 1 to 53 is needed", { k: 54 });
    await assert.rejects(
      estimate(good.slice(0, 20), good.slice(0, 20), silent),
      new TrainingError("estimate: there are 20 pairs; at least 50 are needed"),
    );
  });
});
