import assert from "node:assert/strict";
import { fusedRelu } from "../../../src/engine/kernels/fusedRelu";
import { tf } from "../../../src/engine/tf";

const x = [-2, -0.5, 0, 0.25, 3];
const compute = (make: () => tf.Tensor): number[] => tf.tidy(() => [...make().dataSync()]);

describe("fusedRelu", () => {
  it("keeps what is positive and makes the rest 0", () => {
    assert.deepEqual(
      compute(() => fusedRelu(tf.tensor1d(x))),
      [0, 0, 0, 0.25, 3],
    );
  });

  it("passes the gradient where x is positive, and only there", () => {
    const weighted = (input: tf.Tensor): tf.Tensor => fusedRelu(input).mul(tf.tensor1d([1, 2, 3, 4, 5]));
    assert.deepEqual(
      compute(() => tf.grad(weighted)(tf.tensor1d(x))),
      [0, 0, 0, 4, 5],
    );
  });

  it("has gradients of gradients", () => {
    const cubed = (input: tf.Tensor): tf.Tensor => fusedRelu(input).pow(3);
    const second = compute(() => tf.grad((input) => tf.grad(cubed)(input))(tf.tensor1d(x)));
    [0, 0, 0, 1.5, 18].forEach((value, i) => assert.ok(Math.abs(second[i] - value) < 1e-4, `${second[i]}`));
  });
});
