import type { tf } from "../engine/tf";

/**
 * Whether a variable is a bias, or batch norm's gamma or beta, by its name: what the authors give neither weight decay nor
 * a trust ratio. `dense/bias` is one, and so is `dense_bias` of who names variables so. tfjs-layers numbers a name that is taken already: bias_1.
 */
export const biasOrBatchNorm = (name: string): boolean => /(^|[\W_])(bias|gamma|beta)(_\d+)?$/.test(name);

/**
 * What SimCLR's authors exclude from LARS when a supervised head is trained with it: biases, batch norm and every weight of the
 * head. For `lars({ exclude: excluding(head) })`; the head's own decay is `l2Penalty` in the loss.
 *
 * @paper arXiv 2002.05709v3, appendix B; the authors' code names the head.
 * @param heads models whose weights are all excluded, whatever they are called.
 * @returns a test of a variable's name; without heads that of biases and batch norm.
 */
export function excluding(...heads: tf.LayersModel[]): (name: string) => boolean {
  const names = new Set(heads.flatMap((head) => head.weights.map((weight) => (weight.read() as tf.Variable).name)));
  return (name) => biasOrBatchNorm(name) || names.has(name);
}
