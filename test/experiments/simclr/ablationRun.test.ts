import assert from "node:assert/strict";
import { compose } from "../../../src/augment/compose";
import { compositionTransforms } from "../../../src/augment/composition";
import { loadCifar10 } from "../../../src/data/cifar10/load";
import { subset } from "../../../src/data/subset";
import type { tf } from "../../../src/engine/tf";
import { augmentationComposition } from "../../../src/experiments/simclr/augmentationComposition";
import type { CompositionConfig } from "../../../src/experiments/simclr/augmentationComposition/config";
import { augmentationStrength } from "../../../src/experiments/simclr/augmentationStrength";
import {
  frameworkAugmentation,
  frameworkModels,
  frameworkSeeds,
  frameworkTraining,
} from "../../../src/experiments/simclr/framework";
import { contrastiveAccuracy } from "../../../src/metrics/contrastiveAccuracy";
import { chain } from "../../../src/models/chain";
import { linearClassifier } from "../../../src/models/linearClassifier";
import { silentProgress } from "../../../src/report/silentProgress";
import { embed } from "../../../src/training/embed";
import { embedViews } from "../../../src/training/embedViews";
import { evaluate } from "../../../src/training/evaluate";
import { knnProbe } from "../../../src/training/knnProbe";
import { linearProbe } from "../../../src/training/linearProbe";
import { pretrain } from "../../../src/training/pretrain";
import { supervised } from "../../../src/training/supervised";

const seed = 7;
const small = { images: 256, probeImages: 300, contrastImages: 100, epochs: 2, batchSize: 128 };
const [train, test] = [loadCifar10(), loadCifar10({ split: "test" })];
const context = { seed, progress: silentProgress };

/** The protocol of all ablations, from its parts. */
function probesOf(encoder: tf.LayersModel, l2: number): { probe: number; knn: number } {
  const probed = subset(train, { size: small.probeImages, seed: frameworkSeeds(seed).probe });
  const h = { train: embed(encoder, probed), test: embed(encoder, test) };
  const labels = { trainLabels: probed.labels, testLabels: test.labels, classes: 10 };
  return {
    probe: 100 * linearProbe({ ...h, ...labels, l2 }).testAccuracy,
    knn: 100 * knnProbe({ ...h, ...labels }).testAccuracy,
  };
}

describe("runs of the ablations", function () {
  this.timeout(180_000);

  it("trains on the cell's views and measures h on all test images", async () => {
    const cell = { first: "crop", second: "color" } as const;
    const config: CompositionConfig = { ...augmentationComposition.profiles.quick.configs[0], ...small, ...cell };
    const { metrics } = await augmentationComposition.run(config, context);
    const { encoder, head } = frameworkModels(config, seed);
    const { crop, color } = compositionTransforms;
    const augment = { b: compose(crop, color) };
    const { losses } = await pretrain({
      ...frameworkTraining(config, seed),
      ...{ encoder, head, augment, progress: silentProgress },
      data: subset(train, { size: small.images, seed }),
    });
    const contrasted = subset(test, { size: small.contrastImages, seed });
    const { zA, zB } = embedViews(contrasted, { encoder, head, augment, seed: 3_000_000 + seed });
    assert.deepEqual(metrics, {
      ...probesOf(encoder, config.l2),
      contrastiveAccuracy: 100 * contrastiveAccuracy(zA, zB, { negativesFrom: "other" }),
      loss: (losses[2] + losses[3]) / 2,
    });
    encoder.dispose();
    head.dispose();
  });

  it("trains the same encoder with labels and measures its classifier on all test images", async () => {
    const quick = augmentationStrength.profiles.quick.configs.find(({ method }) => method === "supervised");
    assert.ok(quick);
    const config = { ...quick, ...small, strength: 1 };
    const { metrics } = await augmentationStrength.run(config, context);
    const { encoder, head } = frameworkModels(config, seed);
    const inputDim = encoder.outputShape[1] as number;
    const classifier = linearClassifier({ inputDim, classes: 10, seed });
    const model = chain([encoder, classifier]);
    const { epochs, batchSize, learningRate, weightDecay } = config;
    const { losses } = await supervised({
      ...{ model, epochs, batchSize, learningRate, weightDecay, seed, progress: silentProgress },
      data: subset(train, { size: small.images, seed }),
      augment: frameworkAugmentation(config),
    });
    assert.deepEqual(metrics, {
      accuracy: 100 * evaluate(model, test).accuracy,
      ...probesOf(encoder, config.l2),
      loss: (losses[2] + losses[3]) / 2,
    });
    for (const one of [model, encoder, head, classifier]) one.dispose();
  });

  it("refuses sizes that the data do not have, and unknown methods, before anything is trained", async () => {
    const trained: number[] = [];
    const watched = { seed, progress: { update: (done: number) => trained.push(done), finish: () => undefined } };
    const [cell] = augmentationComposition.profiles.quick.configs;
    const [contrastive] = augmentationStrength.profiles.quick.configs;
    const refused = async (run: () => Promise<unknown>, message: RegExp): Promise<void> =>
      assert.rejects(run, { message });
    await refused(() => augmentationComposition.run({ ...cell, contrastImages: 20_000 }, watched), /size is 20000/);
    await refused(() => augmentationComposition.run({ ...cell, probeImages: 60_000 }, watched), /size is 60000/);
    const labelled = { ...contrastive, method: "supervised" as const, probeImages: 60_000 };
    await refused(() => augmentationStrength.run(labelled, watched), /size is 60000/);
    await refused(
      () => augmentationStrength.run({ ...contrastive, method: "byol" as "SimCLR" }, watched),
      /method is "byol"; SimCLR or supervised is needed/,
    );
    assert.deepEqual(trained, []);
  });

  it("reports the probe as SimCLR's accuracy", async () => {
    const [quick] = augmentationStrength.profiles.quick.configs;
    assert.equal(quick.method, "SimCLR");
    const { metrics } = await augmentationStrength.run({ ...quick, ...small, epochs: 1 }, context);
    assert.equal(metrics.accuracy, metrics.probe);
  });
});
