import { tf } from "../engine/tf";
import { bernoulli } from "../random/bernoulli";
import type { Key } from "../random/key";
import { split } from "../random/split";
import { uniform } from "../random/uniform";
import { blurPlanes } from "./blur";
import { checkProbability, checkRange } from "./check";
import { onPlanes, type Planes } from "./onPlanes";
import type { Transform } from "./transform";

export interface GaussianBlurOptions {
  /** Smallest and largest standard deviation, pixels, above 0. Default [0.1, 2]. */
  sigma?: readonly [smallest: number, largest: number];
  /**
   * Side of the kernel, pixels, odd. Default: a tenth of the height of the images, as the authors round it: the tenth rounded
   * down, and 1 more if that is even (224 pixels: 23; 32 pixels: 3).
   */
  kernelSize?: number;
  /** Probability that an image is blurred at all. Default 0.5. */
  probability?: number;
}

/**
 * Blurs an image with a probability, by a Gaussian whose σ is uniform; see `blur`.
 * @paper arXiv 2002.05709v3, appendix A, "Gaussian blur"
 * @differs see `blur`: the image is reflected at its borders. The authors' code draws one σ a batch where it blurs batches; here
 *   every image has its own
 * @returns a transform that keeps the shape
 * @throws AugmentError `gaussianBlur: sigma is [0, 2]; it must be [smallest, largest] above 0 and up to Infinity`, and so for the
 *   probability; when the transform is used: as `blur`
 * @cost two dense products, N · C · H · W · (H + W) multiplications, whatever the kernel; 256 CIFAR images in about 3 ms on two cores
 */
export function gaussianBlur(options: GaussianBlurOptions = {}): Transform {
  const transform = gaussianBlurOfPlanes("gaussianBlur", options);
  return (images, key) => onPlanes("gaussianBlur", images, (planes) => transform(planes, key));
}

/** `gaussianBlur` on planes, in the name of `asker`. */
export function gaussianBlurOfPlanes(asker: string, options: GaussianBlurOptions) {
  const { sigma = [0.1, 2], kernelSize, probability = 0.5 } = options;
  checkRange(asker, "sigma", sigma, { above: 0, to: Infinity });
  checkProbability(asker, "probability", probability);
  return (planes: Planes, key: Key): Planes =>
    tf.tidy(() => {
      const [count, , height] = planes.shape;
      return blurPlanes(asker, planes, {
        sigma: sampleSigmas(key, count, { sigma, probability }),
        kernelSize: kernelSize ?? tenthOf(height),
      });
    });
}

/** Draws a σ for each of `count` images; 0 where the image stays. */
export function sampleSigmas(
  key: Key,
  count: number,
  { sigma: [smallest, largest], probability }: Required<Pick<GaussianBlurOptions, "sigma" | "probability">>,
): tf.Tensor1D {
  return tf.tidy(() => {
    const [sigmaKey, applyKey] = split(key);
    const applied = bernoulli<tf.Rank.R1>(applyKey, [count], { probability }).toFloat();
    const sigmas = uniform<tf.Rank.R1>(sigmaKey, [count])
      .mul(largest - smallest)
      .add(smallest);
    return sigmas.mul<tf.Tensor1D>(applied);
  });
}

const tenthOf = (height: number): number => 2 * Math.floor(Math.floor(height / 10) / 2) + 1;
