import { tf } from "../engine/tf";
import { bernoulli } from "../random/bernoulli";
import type { Key } from "../random/key";
import { batchMatMul } from "./batchMatMul";
import { checkProbability } from "./check";
import { luma } from "./luma";
import { onColorPlanes, type Planes } from "./onPlanes";
import type { Transform } from "./transform";

export interface RandomGrayscaleOptions {
  /** Probability that an image loses its colours. Default 0.2. */
  probability?: number;
}

/**
 * Makes an image grey with a probability: R = G = B = 0.299 R + 0.587 G + 0.114 B.
 * @paper arXiv 2002.05709v3, appendix A, "Color distortion"
 * @returns a transform of RGB images that keeps the shape
 * @throws AugmentError `randomGrayscale: probability is 2; it must be between 0 and 1`
 */
export function randomGrayscale(options: RandomGrayscaleOptions = {}): Transform {
  const transform = randomGrayscaleOfPlanes("randomGrayscale", options);
  return (images, key) => onColorPlanes("randomGrayscale", images, (planes) => transform(planes, key));
}

/** `randomGrayscale` on planes, in the name of `asker`. */
export function randomGrayscaleOfPlanes(asker: string, { probability = 0.2 }: RandomGrayscaleOptions) {
  checkProbability(asker, "probability", probability);
  return (planes: Planes, key: Key): Planes =>
    tf.tidy(() => {
      const [count, , height, width] = planes.shape;
      const grey = bernoulli(key, [count, 1, 1], { probability });
      const matrices = tf.where(grey, tf.tensor2d([...luma, ...luma, ...luma], [3, 3]), tf.eye(3)); // [N, 3, 3]
      return batchMatMul(matrices, planes.reshape([count, 3, height * width])).reshape(planes.shape);
    });
}
