import { tf } from "../engine/tf";
import { MetricError } from "./metricError";

export interface ReconstructionErrorOptions {
  /** What is done with an example's squared differences: "sum" over all its numbers, or their "mean". Default "sum". */
  reduction?: "sum" | "mean";
}

/**
 * The squared distance of each example from its reconstruction.
 *
 * ‖x - x̂‖² ("sum"), or ‖x - x̂‖² / D ("mean") with D the numbers of an example
 *
 * @paper arXiv 1801.04062, table of bi-directional models, "recon. error".
 * @differs the paper does not say which of the two it reports, nor the range of its pixels: its 14.24 for ALI on MNIST can only be a sum,
 *   of pixels in [0, 1].
 * @param x float32 `[N, ...]`.
 * @param reconstruction float32, as x.
 * @returns float32 `[N]`, at least 0; the paper's number is the mean over examples.
 * @throws MetricError `reconstructionError: x is [8, 784] but reconstruction is [8, 28, 28, 1]; both need the same shape`;
 *   `reconstructionError: x is []; at least 1 example [N, ...] is needed`;
 *   `reconstructionError: reduction is "max"; it must be "sum" or "mean"`.
 * @cost reads both once.
 */
export function reconstructionError(
  x: tf.Tensor,
  reconstruction: tf.Tensor,
  options: ReconstructionErrorOptions = {},
): Float32Array {
  const { reduction = "sum" } = options;
  const shape = (of: tf.Tensor): string => `[${of.shape.join(", ")}]`;
  if (shape(x) !== shape(reconstruction))
    throw new MetricError(
      `reconstructionError: x is ${shape(x)} but reconstruction is ${shape(reconstruction)}; both need the same shape`,
    );
  if (x.rank < 1 || x.size === 0)
    throw new MetricError(`reconstructionError: x is ${shape(x)}; at least 1 example [N, ...] is needed`);
  if (reduction !== "sum" && reduction !== "mean")
    throw new MetricError(`reconstructionError: reduction is "${String(reduction)}"; it must be "sum" or "mean"`);
  const errors = tf.tidy(() => {
    const squares = x.sub(reconstruction).square().reshape([x.shape[0], -1]);
    return reduction === "sum" ? squares.sum(1) : squares.mean(1);
  });
  const values = errors.dataSync() as Float32Array;
  errors.dispose();
  return values;
}
