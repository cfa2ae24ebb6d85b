import { tf } from "../../engine/tf";
import { ModelError } from "../modelError";

/**
 * The parts of a generator's input z = [ε, c]: noise, and the code that the samples shall tell.
 *
 * @paper arXiv 1801.04062v5, section on mode dropping: max I(G([ε, c]); c). In v1 the whole z is the code, I(G(Z); Z).
 * @param z float32 `[N, D]`.
 * @param codeDim width of c, a whole number from 1 to D: the last columns. D is the form of v1.
 * @returns `noise` `[N, D - codeDim]` and `code` `[N, codeDim]`.
 * @throws ModelError `splitCode: codeDim is 3 but z is [64, 2]; a whole number from 1 to 2 is needed`.
 * @cost a copy of z.
 */
export function splitCode(z: tf.Tensor2D, codeDim: number): { noise: tf.Tensor2D; code: tf.Tensor2D } {
  const [size, width] = z.shape;
  if (!Number.isInteger(codeDim) || codeDim < 1 || codeDim > width)
    throw new ModelError(
      `splitCode: codeDim is ${codeDim} but z is [${size}, ${width}]; a whole number from 1 to ${width} is needed`,
    );
  const noiseDim = width - codeDim;
  return { noise: z.slice([0, 0], [size, noiseDim]), code: z.slice([0, noiseDim], [size, codeDim]) };
}
