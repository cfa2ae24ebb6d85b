import { tf } from "../engine/tf";
import { bernoulli } from "../random/bernoulli";
import type { Key } from "../random/key";
import { normal } from "../random/normal";
import { split } from "../random/split";
import { uniform } from "../random/uniform";
import { checkProbability, checkRange } from "./check";
import { clipToUnit } from "./clipToUnit";
import { onPlanes, type Planes } from "./onPlanes";
import type { Transform } from "./transform";

export interface GaussianNoiseOptions {
  /** Smallest and largest standard deviation, above 0, where the image is in [0, 1]. Default [0.05, 0.2]. */
  standardDeviation?: readonly [smallest: number, largest: number];
  /** Probability that an image becomes noisy at all. Default 1. */
  probability?: number;
}

/**
 * Adds independent Gaussian noise to every value of an image, with a standard deviation that is uniform over images, and clips to [0, 1].
 * @paper arXiv 2002.05709v3, figures 4 and 5, "Gaussian noise", and table 3; the paper names no standard deviation: the default is ours
 * @returns a transform that keeps the shape
 * @throws AugmentError `gaussianNoise: standardDeviation is [0, 1]; it must be [smallest, largest] above 0 and up to Infinity`, and so for
 *   the probability
 */
export function gaussianNoise(options: GaussianNoiseOptions = {}): Transform {
  const { standardDeviation = [0.05, 0.2], probability = 1 } = options;
  checkRange("gaussianNoise", "standardDeviation", standardDeviation, { above: 0, to: Infinity });
  checkProbability("gaussianNoise", "probability", probability);
  const settings = { standardDeviation, probability };
  return (images, key) =>
    onPlanes("gaussianNoise", images, (planes) => clipToUnit(planes.add(sampleNoise(key, planes.shape, settings))));
}

/** Draws what is added to planes of this shape. */
export function sampleNoise(
  key: Key,
  shape: Planes["shape"],
  { standardDeviation: [smallest, largest], probability }: Required<GaussianNoiseOptions>,
): Planes {
  return tf.tidy(() => {
    const [noiseKey, scaleKey, applyKey] = split(key, 3);
    const perImage: [number, number, number, number] = [shape[0], 1, 1, 1];
    const applied = bernoulli<tf.Rank.R4>(applyKey, perImage, { probability }).toFloat();
    const scales = uniform<tf.Rank.R4>(scaleKey, perImage)
      .mul(largest - smallest)
      .add(smallest);
    return normal<tf.Rank.R4>(noiseKey, shape).mul<Planes>(scales.mul(applied));
  });
}
