import fc from "fast-check";
import { fusedBatchNorm } from "../../../src/engine/kernels/fusedBatchNorm";
import { tf } from "../../../src/engine/tf";
import { agree } from "../../support/agree";

const shape: [number, number, number, number] = [3, 2, 2, 2];
const size = 24;
const channels = 2;
const epsilon = 1e-3;

/** Algorithm 1 of the batch normalization paper in float64, channel by channel. */
function plain(x: number[], scale: number[], offset: number[]): number[] {
  const count = size / channels;
  const of = (c: number): number[] => x.filter((_, i) => i % channels === c);
  const mean = scale.map((_, c) => of(c).reduce((a, b) => a + b) / count);
  const variance = scale.map((_, c) => of(c).reduce((a, b) => a + (b - mean[c]) ** 2, 0) / count);
  return x.map((value, i) => {
    const c = i % channels;
    return (scale[c] * (value - mean[c])) / Math.sqrt(variance[c] + epsilon) + offset[c];
  });
}

const numbers = (length: number): fc.Arbitrary<number[]> =>
  fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: length, maxLength: length });
/** The inputs, and weights that turn the output into one number to differentiate. */
const problem = fc.tuple(numbers(size), numbers(channels), numbers(channels), numbers(size));

const fused = (x: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor): tf.Tensor4D =>
  fusedBatchNorm(x as tf.Tensor4D, scale as tf.Tensor1D, offset as tf.Tensor1D, { epsilon });
const composed = (x: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor): tf.Tensor => {
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  return x.sub(mean).mul(variance.add(epsilon).rsqrt()).mul(scale).add(offset);
};
const close = (authority: string, a: ArrayLike<number>, b: ArrayLike<number>, tolerance: number): void =>
  agree({ of: "fusedBatchNorm", with: authority }, a, b, tolerance);

describe("fusedBatchNorm", () => {
  it("is what the paper's algorithm gives in float64", () => {
    fc.assert(
      fc.property(problem, ([x, scale, offset]) => {
        const y = tf.tidy(() => fused(tf.tensor4d(x, shape), tf.tensor1d(scale), tf.tensor1d(offset)).dataSync());
        close("loops in float64", y, plain(x, scale, offset), 1e-4);
      }),
      { numRuns: 50 },
    );
  });

  it("has the gradients that finite differences of the paper's algorithm have", () => {
    fc.assert(
      fc.property(problem, ([x, scale, offset, weights]) => {
        const gradients = tf.tidy(() =>
          tf
            .grads((...given) => fused(given[0], given[1], given[2]).mul(tf.tensor4d(weights, shape)).sum())([
              tf.tensor4d(x, shape),
              tf.tensor1d(scale),
              tf.tensor1d(offset),
            ])
            .map((gradient) => gradient.dataSync()),
        );
        const given = [x, scale, offset];
        const step = 1e-5;
        given.forEach((values, which) => {
          const slope = values.map((_, i) => {
            const at = (delta: number): number => {
              const moved = given.map((list, j) =>
                j === which ? list.map((v, k) => (k === i ? v + delta : v)) : list,
              );
              return plain(moved[0], moved[1], moved[2]).reduce((sum, y, k) => sum + y * weights[k], 0);
            };
            return (at(step) - at(-step)) / (2 * step);
          });
          close("finite differences", gradients[which], slope, 5e-3);
        });
      }),
      { numRuns: 20 },
    );
  });

  it("shows the mean and the unbiased variance of the batch", () => {
    const seen: Float32Array[] = [];
    tf.tidy(() => {
      const x = tf.tensor4d([1, 10, 2, 20, 3, 30, 6, 60], [2, 2, 1, 2]);
      const observe = (mean: tf.Tensor, variance: tf.Tensor): void => {
        seen.push(mean.dataSync() as Float32Array, variance.dataSync() as Float32Array);
      };
      fusedBatchNorm(x, tf.ones([2]), tf.zeros([2]), { observe });
    });
    close("closed form", seen[0], [3, 30], 1e-6);
    close("closed form", seen[1], [14 / 3, 1400 / 3], 1e-5);
  });

  it("has gradients of gradients, equal to those of composed ops", () => {
    const second = (normalize: typeof composed): Float32Array =>
      tf.tidy(() => {
        const x = tf.tensor4d(
          Float32Array.from({ length: size }, (_, i) => Math.sin(i * i)),
          shape,
        );
        const [scale, offset] = [tf.tensor1d([1.5, -0.7]), tf.tensor1d([0.2, 0.1])];
        const first = tf.grad((input) => normalize(input, scale, offset).pow(3).sum());
        return tf
          .grad((input) => first(input).square().sum())(x)
          .dataSync() as Float32Array;
      });
    close("itself op by op", second(fused), second(composed), 2e-3);
  });
});
