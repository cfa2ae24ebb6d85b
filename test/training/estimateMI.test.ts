import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { correlatedGaussian } from "../../src/data/samplers/correlatedGaussian";
import { discreteTable } from "../../src/data/samplers/discreteTable";
import type { Pairs } from "../../src/data/samplers/pairSampler";
import { tf } from "../../src/engine/tf";
import { statisticsNetwork, type StatisticsNetworkOptions } from "../../src/models/statisticsNetwork";
import { key } from "../../src/random/key";
import { InterruptedError } from "../../src/report/abort";
import { cautionsOf } from "../../src/training/estimate/cautions";
import type { EstimateOptions, MiEstimate } from "../../src/training/estimate/estimateOptions";
import { estimateMI } from "../../src/training/estimateMI";
import { TrainingError } from "../../src/training/trainingError";

const sampler = correlatedGaussian({ dims: 1, correlation: 0.8 });
const silent = { update: () => undefined, finish: () => undefined };

interface Run {
  estimate: MiEstimate;
  weights: number[];
}

/** A tiny run, and the weights that it leaves. */
async function run(
  changes: Partial<EstimateOptions> = {},
  options: Partial<StatisticsNetworkOptions> = {},
): Promise<Run> {
  const network = statisticsNetwork({ xDim: 1, zDim: 1, hiddenDims: [16], activation: "elu", seed: 1, ...options });
  try {
    const estimate = await estimateMI({
      ...{ pairs: sampler, network, seed: 3, progress: silent, learningRate: 0.01, batchSize: 64, steps: 40 },
      stepsPerCall: 5,
      ...{ evaluateEvery: 20, validationSize: 300, testSize: 400, ...changes },
    });
    const models = Object.values(network.models);
    return { estimate, weights: models.flatMap((model) => model.getWeights()).flatMap((w) => [...w.dataSync()]) };
  } finally {
    network.dispose();
  }
}

const deterministic = ({ estimate, weights }: Run): unknown => ({ ...estimate, seconds: 0, weights });

describe("estimateMI", () => {
  const enough = { steps: 500, evaluateEvery: 100, batchSize: 128, testSize: 4000, validationSize: 1000 };

  for (const [name, changes, options] of [
    ["donskerVaradhan", {}, {}],
    ["donskerVaradhan with the moving average", { movingAverageRate: 0.05 }, {}],
    ["donskerVaradhan with all marginal pairs", { marginals: "all" }, { structure: "separable" }],
    ["nwj with fresh marginals", { bound: "nwj", marginals: "fresh" }, {}],
    ["smile", { bound: "smile" }, {}],
    ["infoNce", { bound: "infoNce" }, { structure: "separable" }],
  ] as [string, Partial<EstimateOptions>, Partial<StatisticsNetworkOptions>][])
    it(`finds the mutual information of a Gaussian by ${name}`, async () => {
      const { estimate } = await run({ ...enough, ...changes }, { hiddenDims: [32], ...options });
      const off = Math.abs(estimate.miNats - sampler.miNats);
      assert.ok(
        off < 0.1 * sampler.miNats + 3 * estimate.standardErrorNats,
        `${estimate.miNats}, not ${sampler.miNats}`,
      );
      assert.ok(Math.abs(estimate.trainMiNats - estimate.miNats) < 0.1);
      assert.deepEqual(estimate.cautions, []);
    });

  it("finds nothing where there is nothing, and all of a table", async () => {
    const none = await run({ ...enough, pairs: correlatedGaussian({ dims: 1, correlation: 0 }) });
    assert.ok(Math.abs(none.estimate.miNats) < 0.01 + 3 * none.estimate.standardErrorNats, `${none.estimate.miNats}`);
    const table = discreteTable([
      [0.4, 0.1],
      [0.1, 0.4],
    ]);
    const { estimate } = await run({ ...enough, pairs: table });
    assert.ok(Math.abs(estimate.miNats - table.miNats) < 0.01 + 3 * estimate.standardErrorNats);
  });

  it("reports on a fixed sample what held-out pairs say, where the training part was learnt by heart", async () => {
    const pairs = tf.tidy(() => ({ ...sampler.sample(key(9), 150) }));
    const { estimate } = await run(
      { pairs, steps: 1500, evaluateEvery: 100, batchSize: 64, validationSize: 0.25, testSize: 0.25, patience: 3 },
      { hiddenDims: [64, 64] },
    );
    assert.ok(estimate.steps < 1500, "stopped early");
    assert.equal(estimate.steps, estimate.bestSteps + 300);
    const best = estimate.history.validation.reduce((a, b) => (b.miNats > a.miNats ? b : a));
    assert.equal(estimate.bestSteps, best.steps);
    const last = estimate.history.miNats.slice(-10);
    assert.ok(Math.min(...last) > estimate.miNats, "batches of training stand above");
    assert.ok(estimate.miNats < sampler.miNats + 3 * estimate.standardErrorNats);
    tf.dispose([pairs.x, pairs.z]);
  });

  it("gives equal numbers for equal seeds, and others for another", async () => {
    const [one, again, other] = [await run(), await run(), await run({ seed: 4 })];
    assert.deepEqual(deterministic(one), deterministic(again));
    assert.notDeepEqual(one.estimate.history.loss, other.estimate.history.loss);
    assert.deepEqual(one.estimate.history.steps, [5, 10, 15, 20, 25, 30, 35, 40]);
    assert.deepEqual(
      one.estimate.history.loss,
      one.estimate.history.miNats.map((value) => -value),
    );
    assert.deepEqual(
      one.estimate.history.validation.map(({ steps }) => steps),
      [20, 40],
    );
  });

  it("takes the same steps one a call, many a call, and op by op", async () => {
    const single = await run({ stepsPerCall: 1 });
    const many = await run({ stepsPerCall: 20 });
    const eager = await run({ compiled: false });
    assert.equal(single.estimate.history.loss.length, 40);
    for (const { weights } of [many, eager])
      weights.forEach((weight, n) =>
        assert.ok(Math.abs(weight - single.weights[n]) < 1e-3, `${weight}, ${single.weights[n]}`),
      );
  });

  it("goes on from a checkpoint to the same bits, moving average and best weights included", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "estimate-"));
    const pairs = tf.tidy(() => ({ ...sampler.sample(key(9), 300) }));
    try {
      for (const source of [{ pairs: sampler }, { pairs, validationSize: 0.2, testSize: 0.2 }]) {
        const options: Partial<EstimateOptions> = { ...source, steps: 60, movingAverageRate: 0.1 };
        const whole = await run(options);
        const file = path.join(folder, "deeper", `${"sample" in source.pairs}.checkpoint`);
        const controller = new AbortController();
        const parted = { ...options, checkpoint: { path: file, every: 1 } };
        const stop = {
          signal: controller.signal,
          onStep: ({ steps }: { steps: number }) => void (steps === 30 && controller.abort()),
        };
        await assert.rejects(run({ ...parted, ...stop }), InterruptedError);
        const resumed = await run(parted);
        assert.deepEqual(deterministic(resumed), deterministic(whole));
        await assert.rejects(run({ ...parted, batchSize: 32 }), /batchSize is 64 there but 32 here/);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
      tf.dispose([pairs.x, pairs.z]);
    }
  });

  it("tells steps and progress, and takes an optimizer of one's own, which it leaves alive", async () => {
    const optimizer = tf.train.sgd(0.05);
    const [seen, shown]: [number[], number[]] = [[], []];
    const progress = { update: (done: number) => void shown.push(done), finish: () => void shown.push(-1) };
    await run({ optimizer, onStep: ({ steps }) => void seen.push(steps), progress });
    assert.deepEqual(seen, [5, 10, 15, 20, 25, 30, 35, 40]);
    assert.ok(shown.includes(40) && shown.at(-1) === -1);
    optimizer.dispose();
  });

  it("gives every step its own learning rate, also within a call", async () => {
    const until = async (last: number, stepsPerCall: number): Promise<number[]> => {
      const optimizer = tf.train.sgd(1);
      const rates = { learningRate: (n: number) => (n < last ? 0.1 : 0), optimizer, stepsPerCall };
      const { weights } = await run({ ...rates, steps: 20 });
      optimizer.dispose();
      return weights;
    };
    const [many, single, other] = [await until(17, 10), await until(17, 1), await until(15, 10)];
    const furthest = (a: number[], b: number[]): number => Math.max(...a.map((weight, n) => Math.abs(weight - b[n])));
    assert.ok(furthest(many, single) < 1e-5, `${furthest(many, single)}`);
    assert.ok(furthest(many, other) > 1e-3);
  });

  it("warns of a value that the held-out pairs cannot certify, and of InfoNCE at its cap", () => {
    const few = { bound: "donskerVaradhan" as const, heldOutPairs: 100, batchSize: 64 };
    assert.deepEqual(cautionsOf(4.6, few), []);
    const [beyond] = cautionsOf(4.7, few);
    assert.equal(beyond.kind, "beyondSample");
    assert.equal(beyond.limitNats, Math.log(100));
    assert.equal(beyond.message, "4.70 nats are more than 100 pairs can certify, log 100 = 4.61");
    const capped = { bound: "infoNce" as const, heldOutPairs: 1000, batchSize: 64 };
    assert.deepEqual(cautionsOf(3.7, capped), []);
    assert.deepEqual(cautionsOf(3.8, capped), [
      {
        kind: "nearBatchCap",
        limitNats: Math.log(64),
        message: "3.80 nats are close to all that InfoNCE can say with batches of 64, log 64 = 4.16",
      },
    ]);
  });

  it("refuses options that do not go together", async () => {
    const pairs = tf.tidy(() => ({ ...sampler.sample(key(9), 100) }));
    const uneven = { x: pairs.x, z: tf.zeros<tf.Rank.R2>([99, 1]) };
    const refuses = (changes: Partial<EstimateOptions>, message: string): Promise<void> =>
      assert.rejects(run(changes), new TrainingError(`estimateMI: ${message}`));
    await refuses({ batchSize: 1 }, "batchSize is 1; it must be a whole number from 2");
    await refuses({ steps: 0 }, "steps is 0; it must be a whole number from 1");
    await refuses({ evaluateEvery: 24 }, "evaluateEvery is 24 and steps 40; both must be multiples of stepsPerCall, 5");
    await refuses(
      { bound: "nwj", movingAverageRate: 0.1 },
      "movingAverageRate corrects donskerVaradhan only, and bound is nwj",
    );
    await refuses({ testSize: 0.5 }, "testSize is 0.5; it must be a whole number from 2");
    await refuses({ bound: "infoNce", testSize: 100 }, "testSize is 100; it must be a whole number from 128");
    await refuses(
      { pairs, marginals: "fresh" },
      "marginals is fresh, but a fixed sample has no other z; a sampler is needed",
    );
    await refuses(
      { pairs, validationSize: 0.3, testSize: 20 },
      "100 pairs less 30 and 20 held out are 50; at least a batch, 64, is needed",
    );
    await refuses({ pairs: uneven }, "x is [100, 1] but z is [99, 1]; [N, D] of as many rows are needed");
    await refuses(
      { learningRate: NaN },
      "the loss is NaN at step 0, a call of steps 0 to 4; lower the learning rate; weights of critic are no numbers now: make it anew",
    );
    await refuses({ maxGradientNorm: 0 }, "maxGradientNorm is 0; it must be a positive number");
    await refuses({ clip: NaN }, "clip is NaN; it must be a positive number");
    tf.dispose([pairs.x, pairs.z, uneven.z]);
  });

  it("refuses names that it does not know, instead of the Donsker-Varadhan bound under another name", async () => {
    const bounds = "it must be one of donskerVaradhan, nwj, smile, infoNce";
    const misspelt = (changes: object, message: string): Promise<void> =>
      assert.rejects(run(changes), new TrainingError(`estimateMI: ${message}`));
    await misspelt({ bound: "infoNCE" }, `bound is infoNCE; ${bounds}`);
    await misspelt({ judge: "mine" }, `judge is mine; ${bounds}`);
    await misspelt({ marginals: "shuffle" }, "marginals is shuffle; it must be one of cyclicShift, all, fresh");
  });

  it("refuses a fixed sample that is not made of finite float32 numbers, before it trains", async () => {
    const x = tf.ones<tf.Rank.R2>([200, 1]);
    const values = Array.from({ length: 200 }, (_, n) => [n === 5 ? NaN : n]);
    const [holed, whole] = [tf.tensor2d(values), tf.ones<tf.Rank.R2>([200, 1], "int32")];
    const refuses = (pairs: object, message: string): Promise<void> =>
      assert.rejects(run({ pairs } as Partial<EstimateOptions>), new TrainingError(`estimateMI: ${message}`));
    await refuses({ x, z: holed }, "number 5 of z is NaN; finite numbers are needed");
    await refuses({ x: whole, z: x }, "x is int32; float32 is needed, as x.toFloat() gives it");
    await refuses({ x, z: values }, "z is no tensor; one of [N, D] is needed, as tf.tensor2d(values, [N, D]) makes it");
    tf.dispose([x, holed, whole]);
  });

  it("says before training that a share holds out too few pairs to judge by", async () => {
    const pairs = tf.tidy(() => ({ ...sampler.sample(key(9), 300) }));
    const advice = (part: string, least: number): string =>
      `at least ${least} are needed, by ${part}Size, a larger sample or smaller batches`;
    await assert.rejects(
      run({ pairs, bound: "infoNce", validationSize: 0.4, testSize: 0.2 }),
      new TrainingError(`estimateMI: 120 of 300 pairs are held out for validation; ${advice("validation", 128)}`),
    );
    await assert.rejects(
      run({ pairs, validationSize: 0.1, testSize: 0.003 }),
      new TrainingError(`estimateMI: 0 of 300 pairs are held out for test; ${advice("test", 2)}`),
    );
    tf.dispose([pairs.x, pairs.z]);
  });

  it("takes parts that somebody chose, trains on one and reports another", async () => {
    const part = (seed: number, pairs: number, correlation: number): Pairs =>
      tf.tidy(() => ({ ...correlatedGaussian({ dims: 1, correlation }).sample(key(seed), pairs) }));
    // What is reported has another sign of the dependence than what is trained on, so that the critic is wrong there.
    const pairs = { train: part(1, 300, 0.9), validation: part(2, 200, 0.9), test: part(3, 400, -0.9) };
    const parted = { pairs, validationSize: undefined, testSize: undefined };
    const { estimate } = await run({ ...parted, steps: 100 });
    const best = Math.max(...estimate.history.validation.map(({ miNats }) => miNats));
    assert.ok(best > 0.2 && estimate.trainMiNats > 0.2 && estimate.miNats < -0.2, `${best}, ${estimate.miNats}`);
    const refuses = (changes: Partial<EstimateOptions>, message: string): Promise<void> =>
      assert.rejects(run({ ...parted, ...changes }), new TrainingError(`estimateMI: ${message}`));
    await refuses({ testSize: 0.2 }, "testSize is 0.2, but the pairs are parted already; leave it out");
    await refuses({ batchSize: 301 }, "300 pairs are for train; at least 301 are needed");
    await refuses({ bound: "infoNce", batchSize: 150 }, "200 pairs are for validation; at least 300 are needed");
    for (const { x, z } of Object.values(pairs)) tf.dispose([x, z]);
  });

  it("refuses the checkpoint of another sample of as many pairs, and of another sampler of the same name", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "estimate-"));
    const another = (error: Error): boolean => /is of another run: pairs\.sha256 is /.test(error.message);
    const [one, other] = [1, 2].map((seed) => tf.tidy(() => ({ ...sampler.sample(key(seed), 300) })));
    const parts = { validationSize: 0.2, testSize: 0.2, checkpoint: { path: path.join(folder, "sample") } };
    await run({ pairs: one, ...parts });
    await run({ pairs: one, ...parts });
    await assert.rejects(run({ pairs: other, ...parts }), another);
    const drawn = { checkpoint: { path: path.join(folder, "sampler") } };
    await run({ pairs: sampler, ...drawn });
    const weaker = { ...correlatedGaussian({ dims: 1, correlation: 0.7 }), name: sampler.name };
    await assert.rejects(run({ pairs: weaker, ...drawn }), another);
    rmSync(folder, { recursive: true });
    for (const { x, z } of [one, other]) tf.dispose([x, z]);
  });
});
