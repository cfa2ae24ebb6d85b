import assert from "node:assert/strict";
import path from "node:path";
import { knownDistributions } from "../../../../src/experiments/mine/beyondGaussians/distributions";
import { knownSample } from "../../../../src/experiments/mine/beyondGaussians/knownSample";
import { tf } from "../../../../src/engine/tf";
import { statisticsNetwork } from "../../../../src/models/statisticsNetwork";
import { readGolden } from "../../../../src/workbook/bench/golden";
import { exportSamples } from "../../../../src/workbook/bench/training/ours/samples";
import { withScratch } from "../../../support/setup/scratch";

describe("the samples that PyTorch's MINE is given", () => {
  it(
    "are those of our runs in three parts, with the critic that we start from",
    withScratch(({ folder }) => {
      const config = { distribution: "swiss roll", pairs: 100, batchSize: 16, width: 4 } as const;
      exportSamples({ folder, config, seeds: [1, 2] });
      const { array } = readGolden(path.join(folder, "2"));
      const shapes = ["train", "validation", "test"].map((part) => array(`${part}/x`).shape);
      assert.deepEqual(shapes, [
        [60, 2],
        [20, 2],
        [20, 2],
      ]);
      const pairsOf = (x: ArrayLike<number>, z: ArrayLike<number>): string[] =>
        Array.from(z, (value, n) => `${x[2 * n]} ${x[2 * n + 1]} ${value}`);
      const written = ["train", "validation", "test"].flatMap((part) =>
        pairsOf(array(`${part}/x`).values, array(`${part}/z`).values),
      );
      const sample = knownSample(knownDistributions["swiss roll"](), { pairs: 100, seed: 2 });
      assert.deepEqual(written.sort(), pairsOf(sample.x.dataSync(), sample.z.dataSync()).sort());
      const network = statisticsNetwork({ xDim: 2, zDim: 1, hiddenDims: [4, 4], seed: 2 });
      const kernel = network.models.critic.getWeights()[0];
      assert.deepEqual([...array("critic_1/kernel").values], [...kernel.dataSync()]);
      network.dispose();
      tf.dispose([sample.x, sample.z]);
    }),
  );
});
