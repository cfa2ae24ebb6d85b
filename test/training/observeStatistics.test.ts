import assert from "node:assert/strict";
import type { Dataset } from "../../src/data/dataset";
import { tf } from "../../src/engine/tf";
import { BatchNorm } from "../../src/models/batchNorm";
import { observeStatistics } from "../../src/training/observeStatistics";

describe("observeStatistics", () => {
  it("teaches batch norm the mean and variance of the views, and changes no weight", async () => {
    // Half of the pixels are 51 and half 153: in [0, 1] their mean is 0.4 and their deviation 0.2.
    const data: Dataset = {
      name: "two greys",
      size: 40,
      shape: [2, 2, 1],
      images: Uint8Array.from({ length: 160 }, (_, i) => (i % 2 ? 51 : 153)),
      labels: new Uint8Array(40),
      classNames: ["grey"],
    };
    const input = tf.input({ shape: [2, 2, 1] });
    const norm = new BatchNorm({ momentum: 0.9 });
    const model = tf.model({ inputs: input, outputs: norm.apply(input) as tf.SymbolicTensor });
    // The augmentation doubles every value.
    await observeStatistics(model, data, { batchSize: 20, augment: (images) => images.mul(2), seed: 1 });
    const [gamma, beta, mean, variance] = norm.getWeights().map((weight) => weight.dataSync()[0]);
    assert.deepEqual([gamma, beta], [1, 0]);
    assert.ok(Math.abs(mean - 0.8) < 0.002, `${mean}`);
    assert.ok(Math.abs(variance - 0.16) < 0.005, `${variance}`);
    model.dispose();
  });
});
