import assert from "node:assert/strict";
import { tf } from "../../src/engine/tf";
import { Relu, type ReluOptions } from "../../src/models/relu";

const outputs = (make: (options: ReluOptions) => tf.layers.Layer, options: ReluOptions): number[][] =>
  tf.tidy(() => {
    const layer = make(options);
    const x = tf.tensor2d([[-3, -0.1, 0, 0.1, 2, 9]]);
    const gradient = tf.grad((input) => (layer.apply(input) as tf.Tensor).square())(x);
    return [layer.apply(x) as tf.Tensor, gradient].map((tensor) => [...tensor.dataSync()]);
  });

describe("Relu", () => {
  it("is the layer of tfjs, with and without a highest value, and saves under its name", () => {
    for (const options of [{}, { maxValue: 6 }])
      assert.deepEqual(
        outputs((given) => new Relu(given), options),
        outputs((given) => tf.layers.reLU(given), options),
      );
    assert.equal(new Relu({}).getClassName(), tf.layers.reLU({}).getClassName());
  });
});
