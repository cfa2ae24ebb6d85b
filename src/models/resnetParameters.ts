import type { ResNetOptions } from "./resnet";
import { architecture, type Architecture } from "./resnet/architecture";
import { squeezeWidth } from "./resnet/selectiveKernel";
import { narrowStem } from "./resnet/stem";

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
  const settings = architecture("resnetParameters", options);
  const { blocks, width, expansion, strides } = settings;
  let count = stem(settings);
  let channels = width;
  blocks.forEach((repeats, stage) => {
    const filters = width * 2 ** stage;
    for (let block = 0; block < repeats; block++) {
      const changes = channels !== filters * expansion || (block === 0 && strides[stage] !== 1);
      const projected = changes && settings.shortcut === "projection";
      const shortcut = projected ? [convolution(channels, filters * expansion, 1)] : [];
      count = sum([count, residual(channels, filters, settings), ...shortcut]);
      channels = filters * expansion;
    }
  });
  return count;
}

/** With batch norm: a scale, an offset, a mean and a variance for each channel. */
function convolution(from: number, to: number, size: number): ParameterCount {
  const kernel = size * size * from * to;
  return { trained: kernel + 2 * to, total: kernel + 4 * to };
}

function sum(counts: readonly ParameterCount[]): ParameterCount {
  return {
    trained: counts.reduce((all, { trained }) => all + trained, 0),
    total: counts.reduce((all, { total }) => all + total, 0),
  };
}

function stem({ stem: kind, width, inputShape, resnetD }: Architecture): ParameterCount {
  const colors = inputShape[2];
  if (kind === "cifar") return convolution(colors, width, 3);
  if (!resnetD) return convolution(colors, width, 7);
  const narrow = narrowStem(width);
  return sum([convolution(colors, narrow, 3), convolution(narrow, narrow, 3), convolution(narrow, width, 3)]);
}

function residual(channels: number, filters: number, { block, selectiveKernels }: Architecture): ParameterCount {
  const from = block === "bottleneck" ? filters : channels;
  const spatial = selectiveKernels ? selective(from, filters, selectiveKernels) : convolution(from, filters, 3);
  if (block === "basic") return sum([spatial, convolution(filters, filters, 3)]);
  return sum([convolution(channels, filters, 1), spatial, convolution(filters, 4 * filters, 1)]);
}

function selective(from: number, filters: number, options: { ratio: number; minDim: number }): ParameterCount {
  const squeezed = squeezeWidth(filters, options);
  const mix = squeezed * 2 * filters;
  return sum([convolution(from, 2 * filters, 3), convolution(filters, squeezed, 1), { trained: mix, total: mix }]);
}
