import type { ResNetOptions } from "./resnet";
import { architecture } from "./resnet/architecture";
import { weightedLayers } from "./resnet/weightedLayers";

export interface ParameterCount {
  /** Kernels, scales and offsets. */
  trained: number;
  /** The trained ones and the moving means and variances of batch norm: what a saved model holds. */
  total: number;
}

/**
 * How many numbers `resnet` has with these options. Nothing is built, so that networks can be counted that no memory holds.
 *
 * @paper arXiv 2006.10029v2, table 1, whose counts are the totals: ResNet-152 of three times the width with selective kernels has 795 million.
 * @returns whole numbers; of a ResNet-18 of width 64 with the ImageNet stem 11,176,512 are trained, torchvision's without its classifier.
 * @throws ModelError `resnetParameters: depth is 11; it must be one of 10, 18, 34, 50, 101, 152, or give blocks`, and alike for every option that `resnet` refuses.
 * @cost microseconds.
 */
export function resnetParameters(options: ResNetOptions = {}): ParameterCount {
  const counts = weightedLayers(architecture("resnetParameters", options)).map(({ size, from, to, batchNorm }) => {
    const kernel = size * size * from * to;
    // Batch norm has a scale, an offset, a mean and a variance for each channel.
    return batchNorm ? { trained: kernel + 2 * to, total: kernel + 4 * to } : { trained: kernel, total: kernel };
  });
  return {
    trained: counts.reduce((all, { trained }) => all + trained, 0),
    total: counts.reduce((all, { total }) => all + total, 0),
  };
}
