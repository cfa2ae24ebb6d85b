import assert from "node:assert/strict";
import { tf } from "../../src/engine/tf";
import { chain } from "../../src/models/chain";
import { fromHeadLayer } from "../../src/models/fromHeadLayer";
import { linearClassifier } from "../../src/models/linearClassifier";
import { ModelError } from "../../src/models/modelError";
import { projectionHead } from "../../src/models/projectionHead";
import { resnet } from "../../src/models/resnet";
import { agree } from "../support/agree";

const [features, hidden, output] = [6, 5, 4];

function models(layers = 3): { encoder: tf.LayersModel; head: tf.LayersModel; images: tf.Tensor4D } {
  const encoder = resnet({ blocks: [1, 1], width: 3, inputShape: [6, 6, 3], seed: 1 });
  const head = projectionHead({
    inputDim: features,
    hiddenDim: hidden,
    outputDim: output,
    layers,
    lastBatchNorm: true,
  });
  // Moving statistics that are not those of the beginning, so that leaving them out would show.
  const images = tf.randomUniform<tf.Rank.R4>([5, 6, 6, 3], 0, 1, "float32", 3);
  tf.tidy(() => void head.apply(encoder.apply(images, { training: true }) as tf.Tensor, { training: true }));
  return { encoder, head, images };
}

const rows = (x: tf.Tensor | tf.Tensor[]): number[][] => (x as tf.Tensor2D).arraySync();

/** Layer by layer in float64, from h on. */
function byLoops(h: number[][], head: tf.LayersModel, layer: number): number[][] {
  let x = h;
  const count = head.layers.filter((one) => one.getClassName() === "Dense").length;
  for (let i = 1; i <= layer; i++) {
    const [kernel] = head
      .getLayer(`head_${i}`)
      .getWeights()
      .map((weight) => weight.arraySync() as number[][]);
    const last = i === count;
    const [gamma, ...rest] = head
      .getLayer(`head_${i}_bn`)
      .getWeights()
      .map((weight) => [...weight.dataSync()]);
    const [beta, mean, variance] = last ? [gamma.map(() => 0), ...rest] : rest;
    x = x.map((row) =>
      kernel[0].map((_, j) => {
        const sum = row.reduce((all, value, d) => all + value * kernel[d][j], 0);
        const normal = (gamma[j] * (sum - mean[j])) / Math.sqrt(variance[j] + 1e-5) + beta[j];
        return last ? normal : Math.max(0, normal);
      }),
    );
  }
  return x;
}

describe("fromHeadLayer", () => {
  it("gives the features after k layers, each with its batch norm and ReLU", () => {
    const { encoder, head, images } = models();
    for (const layer of [0, 1, 2, 3]) {
      const model = fromHeadLayer({ encoder, head, layer });
      const [ours, h] = tf.tidy(() => [
        rows(model.predict(images) as tf.Tensor),
        rows(encoder.predict(images) as tf.Tensor),
      ]);
      agree({ of: "fromHeadLayer", with: "loops in float64" }, ours.flat(), byLoops(h, head, layer).flat(), 1e-5);
      if (layer === 3) {
        const z = tf.tidy(() => rows(head.predict(tf.tensor2d(h)) as tf.Tensor));
        agree({ of: "projectionHead", with: "loops in float64" }, z.flat(), byLoops(h, head, 3).flat(), 1e-5);
      }
      if (layer === 0) assert.equal(model, encoder);
      else model.dispose();
    }
    const z = tf.tidy(() => rows(head.predict(encoder.predict(images) as tf.Tensor)));
    const whole = fromHeadLayer({ encoder, head, layer: 3 });
    agree(
      { of: "fromHeadLayer", with: "encoder and head one by one" },
      tf.tidy(() => rows(whole.predict(images))).flat(),
      z.flat(),
      0,
    );
    tf.dispose([images]);
    for (const model of [whole, encoder, head]) model.dispose();
  });

  it("trains the weights of encoder and head themselves, also those of batch norm, and no layer after k", () => {
    const { encoder, head, images } = models();
    const model = fromHeadLayer({ encoder, head, layer: 1 });
    const before = [encoder, head].map((one) => one.weights.map((weight) => [...weight.read().dataSync()]));
    const optimizer = tf.train.sgd(0.1);
    const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    optimizer.minimize(() => (model.apply(images, { training: true }) as tf.Tensor).square().sum(), false, variables);
    const changed = [encoder, head].map((one, i) =>
      one.weights.filter((weight, j) =>
        weight
          .read()
          .dataSync()
          .some((value, n) => value !== before[i][j][n]),
      ),
    );
    assert.equal(changed[0].length, encoder.weights.length);
    assert.deepEqual(
      changed[1].map(({ originalName }) => originalName).sort(),
      ["/kernel", "_bn/beta", "_bn/gamma", "_bn/moving_mean", "_bn/moving_variance"].map((end) => `head_1${end}`),
    );
    optimizer.dispose();
    model.dispose();
    // What is left is whole.
    tf.tidy(() => rows(head.predict(encoder.predict(images) as tf.Tensor)));
    images.dispose();
    encoder.dispose();
    head.dispose();
  });

  it("freezes with its parts: a frozen encoder leaves the head's weights to train", () => {
    const { encoder, head, images } = models();
    const model = fromHeadLayer({ encoder, head, layer: 2 });
    const names = (): string[] => model.trainableWeights.map(({ originalName }) => originalName);
    assert.ok(names().some((name) => name.startsWith("stage1")));
    encoder.trainable = false;
    assert.deepEqual(
      names().filter((name) => !name.startsWith("head_")),
      [],
    );
    assert.equal(names().length, 6);
    assert.equal(model.weights.length, encoder.weights.length + 10);
    images.dispose();
    for (const one of [model, encoder, head]) one.dispose();
  });

  it("refuses layers that the head does not have, and a head of other features", () => {
    const { encoder, head, images } = models();
    const other = projectionHead({ inputDim: 7 });
    for (const layer of [-1, 4, 0.5])
      assert.throws(
        () => fromHeadLayer({ encoder, head, layer }),
        new ModelError(
          `fromHeadLayer: layer is ${layer}; the head has 3 layers, so a whole number from 0 to 3 is needed`,
        ),
      );
    assert.throws(
      () => fromHeadLayer({ encoder, head: other, layer: 0 }),
      new ModelError("fromHeadLayer: the head takes 7 features, but the encoder gives 6"),
    );
    images.dispose();
    for (const one of [encoder, head, other]) one.dispose();
  });

  it("is frozen with all that is in it, the encoder's statistics too, by trainable = false, and free again by true", () => {
    const encoder = resnet({ blocks: [1], width: 3, inputShape: [8, 8, 3] });
    const head = projectionHead({ inputDim: 3, layers: 3 });
    const features = fromHeadLayer({ encoder, head, layer: 1 });
    const classifier = linearClassifier({ inputDim: 3, classes: 2 });
    const model = chain([features, classifier]);
    const numbers = (): string[] => model.weights.map((weight) => String(weight.read().dataSync()));
    const free = model.trainableWeights.length;
    const images = tf.randomUniform<tf.Rank.R4>([4, 8, 8, 3], 0, 1, "float32", 3);
    const [asFrozen, inInference] = tf.tidy(() => {
      features.trainable = false;
      const before = numbers();
      const ofBoth = [true, false].map((training) =>
        String((model.apply(images, { training }) as tf.Tensor).dataSync()),
      );
      assert.deepEqual(numbers(), before);
      return ofBoth;
    });
    assert.equal(asFrozen, inInference);
    assert.equal(model.trainableWeights.length, 2);
    features.trainable = true;
    assert.equal(model.trainableWeights.length, free);
    const before = numbers();
    tf.dispose(model.apply(images, { training: true }) as tf.Tensor);
    assert.notDeepEqual(numbers(), before);
    tf.dispose(images);
    for (const one of [model, classifier, features, head, encoder]) one.dispose();
  });
});
