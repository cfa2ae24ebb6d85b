import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Transform } from "../../src/augment/transform";
import { batches } from "../../src/data/batches";
import { tf } from "../../src/engine/tf";
import { chain } from "../../src/models/chain";
import { fromHeadLayer } from "../../src/models/fromHeadLayer";
import { linearClassifier } from "../../src/models/linearClassifier";
import { projectionHead } from "../../src/models/projectionHead";
import { resnet } from "../../src/models/resnet";
import { fineTune, type FineTuneOptions } from "../../src/training/fineTune";
import { TrainingError } from "../../src/training/trainingError";
import { agree } from "../support/agree";
import { cnn, formulaImages, golden, linear, silent, weightsOf } from "./support/classifiers";
import { linearLoops, softmax } from "./support/linearLoops";

const data = formulaImages();
const identity: Transform = (images) => images.clone();
const defaults = { data, augment: identity, epochs: 3, batchSize: 4, seed: 3, progress: silent };

interface Parts {
  encoder: tf.LayersModel;
  head: tf.LayersModel;
  classifier: tf.LayersModel;
}

/** An encoder and head as pretraining leaves them, and a classifier from the head's first layer. */
async function withParts(use: (parts: Parts) => Promise<void>): Promise<void> {
  const encoder = resnet({ blocks: [1], width: 3, inputShape: [5, 5, 2], seed: 1 });
  const head = projectionHead({ inputDim: 3, hiddenDim: 4, outputDim: 2, layers: 3, seed: 1 });
  const classifier = linearClassifier({ inputDim: 4, classes: 3 });
  try {
    await use({ encoder, head, classifier });
  } finally {
    for (const model of [encoder, head, classifier]) model.dispose();
  }
}

/** Fine-tunes from layer 1 of the head. */
async function train({ encoder, head, classifier }: Parts, changes: Partial<FineTuneOptions> = {}): Promise<void> {
  const features = fromHeadLayer({ encoder, head, layer: 1 });
  const model = chain([features, classifier]);
  await fineTune({ model, ...defaults, ...changes });
  model.dispose();
  features.dispose();
}

describe("fineTune", () => {
  it("is by default Nesterov's momentum at 0.05 N / 256 falling by a cosine, without decay, as plain loops do", async () => {
    const model = linear();
    const { losses } = await fineTune({ model, ...defaults });
    const expected = linearLoops({
      data,
      batches: [0, 1, 2].flatMap((epoch) => batches(data, { batchSize: 4, seed: 3, epoch })),
      rate: (step) => ((0.05 * 4) / 256) * 0.5 * (1 + Math.cos((Math.PI * step) / 9)),
      momentum: 0.9,
      slope: (logits, n) => {
        const p = softmax(logits);
        return { loss: -Math.log(p[data.labels[n]]), slope: p.map((one, k) => one - Number(k === data.labels[n])) };
      },
    });
    agree({ of: "fineTune", with: "loops in float64" }, losses, expected.losses, 1e-6);
    agree({ of: "fineTune", with: "loops in float64" }, weightsOf(model), expected.weights, 1e-6);
    model.dispose();
  });

  it("goes on from given weights as PyTorch does, batch norm in training, at another rate and with decay", async () => {
    const model = cnn();
    const { losses } = await fineTune({
      ...defaults,
      ...{ model, epochs: golden.rates.length, batchSize: data.size, weightDecay: golden.decay },
      learningRate: (step) => golden.rates[step],
    });
    const of = { of: "fineTune", with: "PyTorch 2.14.1" };
    // As for training from scratch: 8 steps, each a sum of up to 300 roundings of 6e-8 at a rate of 0.4.
    agree(of, losses, golden.cnn.losses, 2e-5);
    agree(of, weightsOf(model, /kernel/), golden.cnn.kernels, 2e-5);
    agree(of, weightsOf(model, /moving/), golden.cnn.moving, 2e-5);
    model.dispose();
  });

  it("trains encoder, the head's layers up to the chosen one and the classifier, in place, and no later layer", () =>
    withParts(async (parts) => {
      const kernels = (model: tf.LayersModel): number[][] =>
        model.trainableWeights.map((weight) => [...weight.read().dataSync()]);
      const before = {
        encoder: kernels(parts.encoder),
        head: kernels(parts.head),
        classifier: kernels(parts.classifier),
      };
      await train(parts, { learningRate: 0.1 });
      const changed = (name: keyof Parts): boolean[] =>
        kernels(parts[name]).map((values, n) => values.some((value, i) => value !== before[name][n][i]));
      assert.ok(changed("encoder").every(Boolean));
      assert.ok(changed("classifier").every(Boolean));
      // Kernel, gamma and beta of the first of three layers.
      assert.deepEqual(changed("head"), [true, true, true, false, false, false, false]);
    }));

  for (const compiled of [true, false])
    it(`leaves a frozen encoder as it is to the bit, statistics included, ${compiled ? "compiled" : "op by op"}`, () =>
      withParts(async (parts) => {
        parts.encoder.trainable = false;
        const before = [weightsOf(parts.encoder), weightsOf(parts.head), weightsOf(parts.classifier)];
        await train(parts, { learningRate: 0.1, compiled });
        assert.deepEqual(weightsOf(parts.encoder), before[0]);
        assert.notDeepEqual(weightsOf(parts.head), before[1]);
        assert.notDeepEqual(weightsOf(parts.classifier), before[2]);
      }));

  it("refuses the checkpoint of a run that froze other layers", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "fine-tune-"));
    const model = cnn();
    const options = { model, ...defaults, checkpoint: { path: path.join(folder, "run") } };
    await fineTune(options);
    model.layers[1].trainable = false;
    const refusal = /is of another run: frozen\.model is "none" there but "layers 0 of 3" here;/;
    await assert.rejects(fineTune(options), refusal);
    model.dispose();
    rmSync(folder, { recursive: true });
  });

  it("says that a model whose weights are no numbers any more must be made anew", async () => {
    const model = cnn();
    const spoilt = /fineTune: the loss is NaN at step \d, .*; weights of model are no numbers now: make it anew$/;
    await assert.rejects(fineTune({ model, ...defaults, learningRate: 1e38 }), spoilt);
    await assert.rejects(fineTune({ model, ...defaults, learningRate: 1e-3 }), spoilt);
    model.dispose();
  });

  it("refuses a learning rate that is neither number nor schedule", async () => {
    const model = linear();
    await assert.rejects(
      fineTune({ model, ...defaults, learningRate: "0.1" as unknown as number }),
      new TrainingError('fineTune: learningRate is "0.1"; a number or a schedule is needed'),
    );
    model.dispose();
  });

  it("refuses a model of which nothing is trainable", async () => {
    const model = linear();
    model.trainable = false;
    await assert.rejects(
      fineTune({ model, ...defaults }),
      new TrainingError("fineTune: all of model is frozen; something must be trainable"),
    );
    model.dispose();
  });

  it("leaves a frozen layer as it is, and moves the statistics of the others", () =>
    withParts(async (parts) => {
      const frozen = parts.encoder.getLayer("stem_bn");
      frozen.trainable = false;
      const moving = parts.encoder.weights.filter(({ name }) => /moving/.test(name));
      const before = moving.map((weight) => [...weight.read().dataSync()]);
      await train(parts, { learningRate: 0.1 });
      moving.forEach((weight, n) =>
        (weight.name.startsWith("stem_bn") ? assert.deepEqual : assert.notDeepEqual)(
          [...weight.read().dataSync()],
          before[n],
          weight.name,
        ),
      );
    }));
});
