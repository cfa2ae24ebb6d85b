import assert from "node:assert/strict";
import { inspect } from "node:util";
import { compile } from "../../../src/engine/compile";
import "../../../src/engine/display/inspection";
import { tf } from "../../../src/engine/tf";

describe("tensors and models in console.log and within other values", () => {
  it("are their kind, shape and dtype, of a scalar the value too, and say when they are disposed", () => {
    const matrix = tf.zeros([2, 3]);
    const scalar = tf.scalar(0.1);
    assert.equal(inspect([matrix, { scalar }]), "[ Tensor [2, 3] float32, { scalar: Tensor [] float32 0.1 } ]");
    tf.dispose([matrix, scalar]);
    assert.equal(inspect(matrix), "Tensor [2, 3] float32, disposed");
    const variable = tf.tidy(() => tf.variable(tf.zeros([4]), true, "weights"));
    assert.equal(inspect(new Map([["w", variable]])), "Map(1) { 'w' => Variable weights [4] float32 }");
    variable.dispose();
    assert.equal(inspect(tf.tidy(() => inspect(tf.tensor1d(["a"], "string")))), `"Tensor [1] string 'a'"`);
  });

  it("can be printed within a step that is being traced, where they have no value", () => {
    const seen: string[] = [];
    const step = compile((x: tf.Scalar) => {
      const doubled = tf.mul(x, 2);
      seen.push(inspect({ doubled }));
      return doubled;
    });
    const result = tf.tidy(() => step(tf.scalar(2)).dataSync()[0]);
    step.dispose();
    assert.deepEqual([seen[0], result], ["{ doubled: Tensor [] float32 }", 4]);
  });

  it("are shapes, layers and parameters for a model, built or not", () => {
    const model = tf.sequential({ name: "head", layers: [tf.layers.dense({ units: 3, inputShape: [4] })] });
    assert.equal(inspect({ model }), "{ model: Sequential head: [N, 4] -> [N, 3], 1 layers, 15 parameters }");
    model.dispose();
    assert.equal(inspect(tf.sequential({ name: "empty" })), "Sequential empty, not built yet");
  });

  it("leave the classes themselves alone", () => {
    assert.equal(typeof inspect(tf.Tensor.prototype), "string");
    assert.equal(inspect(tf.Variable), "[Function: Variable]");
  });
});
