import assert from "node:assert/strict";
import { compile } from "../../src/engine/compile";
import { tf } from "../../src/engine/tf";
import { copyWeights } from "../../src/models/copyWeights";
import { ModelError } from "../../src/models/modelError";
import { resnet } from "../../src/models/resnet";

const small = (seed: number): tf.LayersModel => resnet({ blocks: [1, 1], width: 2, inputShape: [6, 6, 3], seed });
const numbers = (model: tf.layers.Layer): number[][] => model.weights.map((weight) => [...weight.read().dataSync()]);

describe("copyWeights", () => {
  it("is seen by a step that was compiled before", () => {
    const [from, to] = [small(1), small(2)];
    const images = tf.randomUniform<tf.Rank.R4>([4, 6, 6, 3], 0, 1, "float32", 3);
    const features = compile((x: tf.Tensor4D) => to.apply(x) as tf.Tensor);
    const run = (): number[] => tf.tidy(() => [...features(images).dataSync()]);
    const before = run();
    copyWeights({ from, to });
    const expected = tf.tidy(() => [...(from.predict(images) as tf.Tensor).dataSync()]);
    assert.notDeepEqual(before, expected);
    assert.deepEqual(run(), expected);
    features.dispose();
    for (const one of [from, to, images]) one.dispose();
  });

  it("copies layer to layer though some are frozen in one model and not in the other", () => {
    const equalLayers = (): tf.Sequential =>
      tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [3] }), tf.layers.dense({ units: 3 })] });
    const [from, to] = [equalLayers(), equalLayers()];
    from.layers[0].trainable = false;
    copyWeights({ from, to });
    for (const n of [0, 1]) assert.deepEqual(numbers(to.layers[n]), numbers(from.layers[n]));
    for (const model of [from, to]) model.dispose();
  });

  it("makes two models equal, which then train apart", () => {
    const [from, to] = [small(1), small(2)];
    const images = tf.randomUniform([4, 6, 6, 3], 0, 1, "float32", 3);
    tf.tidy(() => void from.apply(images, { training: true }));
    const before = numbers(from);
    assert.notDeepEqual(numbers(to), before);
    copyWeights({ from, to });
    assert.deepEqual(numbers(to), before);
    const optimizer = tf.train.sgd(0.1);
    const variables = from.trainableWeights.map((weight) => weight.read() as tf.Variable);
    optimizer.minimize(() => (from.apply(images, { training: true }) as tf.Tensor).square().sum(), false, variables);
    assert.notDeepEqual(numbers(from), before);
    assert.deepEqual(numbers(to), before);
    from.dispose();
    assert.deepEqual(numbers(to), before);
    to.dispose();
    optimizer.dispose();
    images.dispose();
  });

  it("refuses models of other weights, and copies nothing then", () => {
    const [from, narrow, short] = [
      small(1),
      resnet({ blocks: [1, 1], width: 1, inputShape: [6, 6, 3] }),
      resnet({ blocks: [1], width: 2, inputShape: [6, 6, 3] }),
    ];
    const before = numbers(narrow);
    assert.throws(
      () => copyWeights({ from, to: narrow }),
      new ModelError(
        "copyWeights: weight 0 is [3, 3, 3, 2] in resnet_1_1_width2, but [3, 3, 3, 1] in resnet_1_1_width1",
      ),
    );
    assert.deepEqual(numbers(narrow), before);
    assert.throws(
      () => copyWeights({ from, to: short }),
      new ModelError("copyWeights: resnet_1_1_width2 has 30 weights, but resnet_1_width2 has 15"),
    );
    for (const model of [from, narrow, short]) model.dispose();
  });
});
