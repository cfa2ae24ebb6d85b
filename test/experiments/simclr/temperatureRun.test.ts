import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadCifar10 } from "../../../src/data/cifar10/load";
import { subset } from "../../../src/data/subset";
import type { tf } from "../../../src/engine/tf";
import {
  frameworkAugmentation,
  frameworkModels,
  frameworkSeeds,
  frameworkTraining,
} from "../../../src/experiments/simclr/framework";
import { temperature } from "../../../src/experiments/simclr/temperature";
import type { TemperatureConfig } from "../../../src/experiments/simclr/temperature/config";
import { ntXent } from "../../../src/losses/ntXent";
import { embed } from "../../../src/training/embed";
import { embedViews } from "../../../src/training/embedViews";
import { featureRows, type Features } from "../../../src/training/features";
import { knnProbe } from "../../../src/training/knnProbe";
import { linearProbe } from "../../../src/training/linearProbe";
import { pretrain } from "../../../src/training/pretrain";
import { pointsIn } from "../../training/tensorBoard/eventFile";

const [base] = temperature.profiles.quick.configs;
const tiny: TemperatureConfig = {
  ...base,
  ...{ images: 256, probeImages: 300, contrastImages: 100, epochs: 2, width: 8, batchSize: 128 },
};
const silent = { update: () => undefined, finish: () => undefined };
const seed = 7;

/** Which of the other views each view finds, and how sure it is, by plain loops in float64. */
function contrastByHand(zA: Features, zB: Features, { normalize, temperature: tau }: TemperatureConfig): number[] {
  const rows = (z: Features): number[][] =>
    featureRows(z).map((row) => {
      const length = normalize ? Math.hypot(...row) : 1;
      return [...row].map((value) => value / length);
    });
  const [a, b] = [rows(zA), rows(zB)];
  const anchors = [...a.map((row, n) => ({ row, n, others: b })), ...b.map((row, n) => ({ row, n, others: a }))];
  let [found, entropy] = [0, 0];
  for (const { row, n, others } of anchors) {
    const logits = others.map((other) => other.reduce((sum, value, d) => sum + value * row[d], 0) / tau);
    const largest = Math.max(...logits);
    if (logits.indexOf(largest) === n) found++;
    const weights = logits.map((logit) => Math.exp(logit - largest));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (const weight of weights) if (weight > 0) entropy -= (weight / total) * Math.log(weight / total);
  }
  return [(100 * found) / anchors.length, entropy / anchors.length];
}

describe("a run of simclr/temperature", function () {
  this.timeout(180_000);
  let encoder: tf.LayersModel;
  let head: tf.LayersModel;
  let events: string;
  beforeEach(() => (events = mkdtempSync(path.join(tmpdir(), "events-"))));
  afterEach(() => rmSync(events, { recursive: true }));

  for (const setting of [
    { normalize: true, temperature: 0.1 },
    { normalize: false, temperature: 10 },
  ]) {
    it(`trains at τ ${setting.temperature} and measures on test images, ${setting.normalize ? "unit" : "any"} length`, async () => {
      const config = { ...tiny, ...setting };
      const { metrics } = await temperature.run(config, { seed, progress: silent, tensorBoard: events });
      const [train, test] = [loadCifar10(), loadCifar10({ split: "test" })];
      ({ encoder, head } = frameworkModels(config, seed));
      const augment = frameworkAugmentation(config);
      const { losses } = await pretrain({
        ...frameworkTraining(config, seed),
        ...{ encoder, head, augment, progress: silent },
        data: subset(train, { size: config.images, seed }),
        loss: (zA, zB) => ntXent(zA, zB, setting),
      });
      const contrasted = subset(test, { size: config.contrastImages, seed });
      const { zA, zB } = embedViews(contrasted, { encoder, head, augment, seed: 3_000_000 + seed });
      const [accuracy, entropy] = contrastByHand(zA, zB, config);
      const probed = subset(train, { size: config.probeImages, seed: frameworkSeeds(seed).probe });
      const h = { train: embed(encoder, probed), test: embed(encoder, test) };
      const labels = { trainLabels: probed.labels, testLabels: test.labels, classes: 10 };
      assert.ok(Math.abs(metrics.contrastiveAccuracy - accuracy) < 1e-6, `${metrics.contrastiveAccuracy}, ${accuracy}`);
      assert.ok(Math.abs(metrics.entropy - entropy) < 1e-4, `${metrics.entropy}, ${entropy}`);
      assert.equal(metrics.probe, 100 * linearProbe({ ...h, ...labels, l2: config.l2 }).testAccuracy);
      assert.equal(metrics.knn, 100 * knnProbe({ ...h, ...labels }).testAccuracy);
      assert.equal(losses.length, 4);
      assert.deepEqual(
        pointsIn(events).flatMap(({ tag, value }) => (tag === "loss" ? [value] : [])),
        losses.map(Math.fround),
      );
      assert.ok(Math.abs(metrics.loss - (losses[2] + losses[3]) / 2) < 1e-12);
      encoder.dispose();
      head.dispose();
    });
  }
});
