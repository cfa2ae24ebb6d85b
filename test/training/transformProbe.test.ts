import assert from "node:assert/strict";
import { transformTask } from "../../src/augment/transformTask";
import { tf } from "../../src/engine/tf";
import { projectionHead } from "../../src/models/projectionHead";
import type { Progress } from "../../src/report/progress";
import { wilsonInterval } from "../../src/metrics/wilsonInterval";
import {
  transformProbe,
  type TransformProbeOptions,
  type TransformProbeResult,
} from "../../src/training/transformProbe";
import { agree } from "../support/agree";
import { darkAndBright, numbersOf } from "./imageProbes";

const progress: Progress = { update: () => undefined, finish: () => undefined };
const [train, test] = [darkAndBright(120, 5), darkAndBright(600, 9)];
const shared = { train, test, batchSize: 40, epochs: 12, seed: 3, progress, learningRate: 0.01 };

/** Features that are the pixels themselves: they know all; or their mean: it cannot know a rotation. */
function features(kind: "pixels" | "mean"): tf.LayersModel {
  const input = tf.input({ shape: [4, 4, 3] });
  const layer =
    kind === "pixels" ? tf.layers.flatten() : tf.layers.globalAveragePooling2d({ dataFormat: "channelsLast" });
  return tf.model({ inputs: input, outputs: layer.apply(input) as tf.SymbolicTensor });
}

async function probe(
  kind: "pixels" | "mean",
  task: Parameters<typeof transformTask>[0],
  options: Partial<TransformProbeOptions> = {},
): Promise<TransformProbeResult> {
  const encoder = features(kind);
  const result = await transformProbe({ ...shared, encoder, task: transformTask(task), ...options });
  encoder.dispose();
  return result;
}

describe("transformProbe", () => {
  it("finds in features what is there: pixels tell an image from its edges", async () => {
    const sobel = await probe("pixels", "sobel", { epochs: 30 });
    assert.ok(sobel.testAccuracy > 0.9 && sobel.interval.low > sobel.chance, `${sobel.testAccuracy}`);
    assert.equal(sobel.chance, 0.5);
  });

  it("finds nothing where nothing is: a mean over pixels does not change under rotation", async () => {
    const { testAccuracy, chance, losses } = await probe("mean", "rotation");
    // Four deviations of 600 guesses.
    assert.ok(Math.abs(testAccuracy - chance) < 4 * Math.sqrt((0.25 * 0.75) / 600), `${testAccuracy}`);
    // No answer is better than log 4 on average.
    assert.ok(Math.abs(losses.slice(-9).reduce((a, b) => a + b) / 9 - Math.log(4)) < 0.1);
  });

  it("reports the share of right guesses of what was applied, with Wilson's interval", async () => {
    const { labels, predictions, testAccuracy, interval } = await probe("pixels", "sobel", { epochs: 2 });
    const right = labels.filter((label, n) => label === predictions[n]).length;
    agree({ of: "transformProbe", with: "loops in float64" }, testAccuracy, right / 600, 1e-15);
    assert.deepEqual(interval, wilsonInterval(right, 600));
    const applied = labels.reduce((sum, label) => sum + label, 0) / 600;
    assert.ok(Math.abs(applied - 0.5) < 4 * Math.sqrt(0.25 / 600));
  });

  it("asks what the head makes of h when there is a head, and trains neither", async () => {
    const head = projectionHead({ inputDim: 48, outputDim: 5, seed: 2 });
    const before = numbersOf(head);
    const { losses } = await probe("pixels", "noise", { head, epochs: 1 });
    assert.deepEqual(numbersOf(head), before);
    assert.notDeepEqual(losses, (await probe("pixels", "noise", { epochs: 1 })).losses);
    head.dispose();
  });

  it("gives the same again for a seed, and other draws for another", async () => {
    const once = await probe("pixels", "rotation", { epochs: 1 });
    const again = await probe("pixels", "rotation", { epochs: 1 });
    assert.deepEqual([again.losses, again.labels, again.predictions], [once.losses, once.labels, once.predictions]);
    assert.notDeepEqual((await probe("pixels", "rotation", { epochs: 1, seed: 8 })).labels, once.labels);
  });
});
