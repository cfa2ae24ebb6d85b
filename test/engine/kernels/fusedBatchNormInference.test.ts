import fc from "fast-check";
import { fusedBatchNormInference } from "../../../src/engine/kernels/fusedBatchNormInference";
import { tf } from "../../../src/engine/tf";
import { agree } from "../../support/agree";

const shape: [number, number, number, number] = [3, 2, 2, 2];
const size = 24;
const channels = 2;
const epsilon = 1e-3;

interface Given {
  x: number[];
  scale: number[];
  offset: number[];
  mean: number[];
  variance: number[];
}

/** Algorithm 2 of the batch normalization paper in float64. */
const plain = ({ x, scale, offset, mean, variance }: Given): number[] =>
  x.map((value, i) => {
    const c = i % channels;
    return (scale[c] * (value - mean[c])) / Math.sqrt(variance[c] + epsilon) + offset[c];
  });
const numbers = (length: number, min = -2): fc.Arbitrary<number[]> =>
  fc.array(fc.double({ min, max: 2, noNaN: true }), { minLength: length, maxLength: length });
const given = fc.record({
  x: numbers(size),
  scale: numbers(channels),
  offset: numbers(channels),
  mean: numbers(channels),
  variance: numbers(channels, 0.01),
});

type Normalize = (inputs: tf.Tensor[], statistics: Given) => tf.Tensor;
const fused: Normalize = ([x, scale, offset], { mean, variance }) =>
  fusedBatchNormInference(x as tf.Tensor4D, {
    mean: tf.tensor1d(mean),
    variance: tf.tensor1d(variance),
    scale: scale as tf.Tensor1D,
    offset: offset as tf.Tensor1D,
    epsilon,
  });
const composed: Normalize = ([x, scale, offset], { mean, variance }) =>
  x.sub(tf.tensor1d(mean)).div(tf.tensor1d(variance).add(epsilon).sqrt()).mul(scale).add(offset);
const tensors = ({ x, scale, offset }: Given): tf.Tensor[] => [
  tf.tensor4d(x, shape),
  tf.tensor1d(scale),
  tf.tensor1d(offset),
];
const close = (authority: string, a: ArrayLike<number>, b: ArrayLike<number>, tolerance: number): void =>
  agree({ of: "fusedBatchNormInference", with: authority }, a, b, tolerance);

describe("fusedBatchNormInference", () => {
  it("is what the paper's algorithm gives in float64", () => {
    fc.assert(
      fc.property(given, (all) => {
        close(
          "loops in float64",
          tf.tidy(() => fused(tensors(all), all).dataSync()),
          plain(all),
          1e-4,
        );
      }),
      { numRuns: 50 },
    );
  });

  it("has the gradients that finite differences have, and composed ops", () => {
    fc.assert(
      fc.property(given, numbers(size), (all, weights) => {
        const slopes = (normalize: Normalize): Float32Array[] =>
          tf.tidy(() =>
            tf
              .grads((...inputs) => normalize(inputs, all).mul(tf.tensor4d(weights, shape)))(tensors(all))
              .map((gradient) => gradient.dataSync() as Float32Array),
          );
        const [ours, theirs] = [slopes(fused), slopes(composed)];
        (["x", "scale", "offset"] as const).forEach((name, which) => {
          const step = 1e-4;
          const slope = all[name].map((_, i) => {
            const at = (delta: number): number =>
              plain({ ...all, [name]: all[name].map((v, j) => (j === i ? v + delta : v)) }).reduce(
                (sum, y, j) => sum + y * weights[j],
                0,
              );
            return (at(step) - at(-step)) / (2 * step);
          });
          close("finite differences", ours[which], slope, 1e-3);
          close("itself op by op", ours[which], theirs[which], 1e-3);
        });
      }),
      { numRuns: 25 },
    );
  });

  it("has gradients of gradients, equal to those of composed ops", () => {
    const all: Given = {
      x: Array.from({ length: size }, (_, i) => Math.sin(i * i)),
      scale: [1.5, -0.7],
      offset: [0.2, 0.1],
      mean: [0.3, -0.2],
      variance: [0.5, 2],
    };
    const second = (normalize: Normalize): Float32Array[] =>
      tf.tidy(() => {
        const slopes = tf.grads((...inputs: tf.Tensor[]) => normalize(inputs, all).pow(3));
        const penalty = (...inputs: tf.Tensor[]): tf.Tensor =>
          tf.addN(slopes(inputs).map((gradient) => gradient.square().sum()));
        return tf
          .grads(penalty)(tensors(all))
          .map((gradient) => gradient.dataSync() as Float32Array);
      });
    const [ours, theirs] = [second(fused), second(composed)];
    ours.forEach((gradient, which) => close("itself op by op", gradient, theirs[which], 1e-3));
  });
});
