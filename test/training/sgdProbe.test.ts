import assert from "node:assert/strict";
import { transformTask } from "../../src/augment/transformTask";
import { horizontalFlip } from "../../src/augment/horizontalFlip";
import { batches } from "../../src/data/batches";
import { DataError } from "../../src/data/dataError";
import { linearClassifier } from "../../src/models/linearClassifier";
import { cosine, linearScaling } from "../../src/optimizers/schedules";
import { embed } from "../../src/training/embed";
import { sgdProbe, type SgdProbeOptions } from "../../src/training/sgdProbe";
import { TrainingError } from "../../src/training/trainingError";
import { transformProbe } from "../../src/training/transformProbe";
import type { Progress } from "../../src/report/progress";
import { agree } from "../support/agree";
import { darkAndBright, numbersOf, tinyEncoder } from "./imageProbes";

const progress: Progress = { update: () => undefined, finish: () => undefined };
const [train, test] = [darkAndBright(60, 5), darkAndBright(40, 9)];
const shared = { train, test, batchSize: 20, seed: 3, progress };

/** Softmax regression by Nesterov momentum in float64, on features that augmentation does not change. */
function inLoops(h: number[][], start: number[], { epochs, rate }: { epochs: number; rate: (n: number) => number }) {
  const D = h[0].length;
  let w = [...start];
  const velocity = w.map(() => 0);
  const losses: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++)
    for (const batch of batches(train, { ...shared, epoch })) {
      const gradient = w.map(() => 0);
      let loss = 0;
      for (const n of batch) {
        const logits = [0, 1].map((k) => h[n].reduce((sum, x, d) => sum + x * w[2 * d + k], w[2 * D + k]));
        const total = logits.reduce((sum, x) => sum + Math.exp(x), 0);
        loss -= Math.log(Math.exp(logits[train.labels[n]]) / total) / batch.length;
        for (const k of [0, 1]) {
          const slope = (Math.exp(logits[k]) / total - (train.labels[n] === k ? 1 : 0)) / batch.length;
          h[n].forEach((x, d) => (gradient[2 * d + k] += slope * x));
          gradient[2 * D + k] += slope;
        }
      }
      const learningRate = rate(losses.length);
      losses.push(loss);
      w = w.map((value, i) => {
        velocity[i] = 0.9 * velocity[i] + gradient[i];
        return value - learningRate * (gradient[i] + 0.9 * velocity[i]);
      });
    }
  return { losses, w };
}

describe("sgdProbe", () => {
  it("takes the paper's steps: Nesterov momentum, 0.1 N / 256 on a cosine, no decay, as loops in float64 do", async () => {
    const encoder = tinyEncoder();
    const classifier = linearClassifier({ inputDim: 4, classes: 2, seed: 1 });
    const h = embed(encoder, train);
    const rows = Array.from({ length: 60 }, (_, n) => [...h.values.subarray(4 * n, 4 * n + 4)]);
    const epochs = 6;
    const rate = cosine({ base: linearScaling(0.1, 20), totalSteps: epochs * 3 });
    const theirs = inLoops(rows, numbersOf(classifier), { epochs, rate });
    const { losses } = await sgdProbe({
      ...shared,
      encoder,
      classifier,
      epochs,
      augment: (images) => images.clone(),
    });
    agree({ of: "sgdProbe", with: "loops in float64" }, losses, theirs.losses, 2e-5);
    agree({ of: "sgdProbe", with: "loops in float64" }, numbersOf(classifier), theirs.w, 2e-5);
    encoder.dispose();
    classifier.dispose();
  });

  it("learns what is linearly there, trains nothing of the encoder and moves none of its statistics", async () => {
    const encoder = tinyEncoder();
    const before = numbersOf(encoder);
    const { testAccuracy, interval, predictions, losses } = await sgdProbe({ ...shared, encoder, learningRate: 1 });
    assert.deepEqual(numbersOf(encoder), before);
    assert.equal(losses.length, 90 * 3);
    assert.equal(testAccuracy, predictions.filter((label, n) => label === test.labels[n]).length / 40);
    assert.ok(testAccuracy > 0.9 && interval.low > 0.75, `${testAccuracy}`);
    encoder.dispose();
  });

  it("gives the same again for a seed, op by op too, and sees other views for another", async () => {
    const encoder = tinyEncoder();
    const run = (options: Partial<SgdProbeOptions>): Promise<number[]> =>
      sgdProbe({ ...shared, encoder, epochs: 2, augment: horizontalFlip(), ...options }).then(({ losses }) => losses);
    const once = await run({});
    assert.deepEqual(await run({}), once);
    agree({ of: "sgdProbe", with: "the step op by op" }, await run({ compiled: false }), once, 1e-5);
    assert.notDeepEqual(await run({ seed: 4 }), once);
    encoder.dispose();
  });

  it("refuses a batch larger than the data", async () => {
    const encoder = tinyEncoder();
    await assert.rejects(sgdProbe({ ...shared, encoder, batchSize: 512 }), DataError);
    encoder.dispose();
  });

  it("refuses a classifier of other classes, as transformProbe does, before it trains", async () => {
    const encoder = tinyEncoder();
    const inputDim = encoder.outputShape[1] as number;
    const task = transformTask("rotation");
    for (const classes of [1, 9]) {
      const classifier = linearClassifier({ inputDim, classes });
      const options = { ...shared, encoder, classifier, epochs: 1 };
      await assert.rejects(
        sgdProbe(options),
        new TrainingError(`sgdProbe: the classifier gives ${classes} logits but ${train.name} has 2 classes`),
      );
      await assert.rejects(
        transformProbe({ ...options, task }),
        new TrainingError(`transformProbe: the classifier gives ${classes} logits but rotation has 4 classes`),
      );
      classifier.dispose();
    }
    encoder.dispose();
  });
});
