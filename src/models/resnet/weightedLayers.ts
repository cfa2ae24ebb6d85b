import type { Architecture } from "./architecture";
import { squeezeWidth } from "./selectiveKernel";
import { narrowStem } from "./stem";

/** A layer whose kernel meets every place of its output once. */
export interface WeightedLayer {
  /** Of the square kernel. */
  size: number;
  /** Channels. */
  from: number;
  to: number;
  /** Pixels of its output. */
  places: number;
  batchNorm: boolean;
}

/** The convolutions and dense layers of a ResNet, none of which is built. */
export function weightedLayers(settings: Architecture): WeightedLayer[] {
  const { blocks, width, expansion, strides, inputShape } = settings;
  let image = new Image(inputShape[0], inputShape[1]);
  const layers = stem(settings, image);
  image = image.by(stemStride(settings));
  let channels = width;
  blocks.forEach((repeats, stage) => {
    const filters = width * 2 ** stage;
    for (let block = 0; block < repeats; block++) {
      const stride = block === 0 ? strides[stage] : 1;
      const changes = channels !== filters * expansion || stride !== 1;
      const smaller = image.by(stride);
      layers.push(...residual(settings, { channels, filters, image, smaller }));
      if (changes && settings.shortcut === "projection")
        layers.push(convolution(smaller, channels, filters * expansion, 1));
      channels = filters * expansion;
      image = smaller;
    }
  });
  return layers;
}

/** Whatever the padding, a stride leaves so many pixels. */
class Image {
  constructor(
    readonly height: number,
    readonly width: number,
  ) {}

  by(stride: number): Image {
    return new Image(Math.ceil(this.height / stride), Math.ceil(this.width / stride));
  }
}

function convolution({ height, width }: Image, from: number, to: number, size: number): WeightedLayer {
  return { size, from, to, places: height * width, batchNorm: true };
}

/** Of the whole stem, its pool included. */
function stemStride({ stem, stemStride: stride }: Architecture): number {
  return stem === "cifar" ? stride : 4;
}

function stem({ stem: kind, stemStride, width, inputShape, resnetD }: Architecture, image: Image): WeightedLayer[] {
  const colors = inputShape[2];
  if (kind === "cifar") return [convolution(image.by(stemStride), colors, width, 3)];
  const half = image.by(2);
  if (!resnetD) return [convolution(half, colors, width, 7)];
  const narrow = narrowStem(width);
  return [
    convolution(half, colors, narrow, 3),
    convolution(half, narrow, narrow, 3),
    convolution(half, narrow, width, 3),
  ];
}

interface Block {
  channels: number;
  filters: number;
  image: Image;
  /** After the stride. */
  smaller: Image;
}

function residual(settings: Architecture, { channels, filters, image, smaller }: Block): WeightedLayer[] {
  const { block, selectiveKernels } = settings;
  const from = block === "bottleneck" ? filters : channels;
  const spatial = selectiveKernels
    ? selective(smaller, { from, filters, ...selectiveKernels })
    : [convolution(smaller, from, filters, 3)];
  if (block === "basic") return [...spatial, convolution(smaller, filters, filters, 3)];
  return [convolution(image, channels, filters, 1), ...spatial, convolution(smaller, filters, 4 * filters, 1)];
}

function selective(
  image: Image,
  { from, filters, ...options }: { from: number; filters: number; ratio: number; minDim: number },
): WeightedLayer[] {
  const squeezed = squeezeWidth(filters, options);
  const pooled = new Image(1, 1);
  return [
    convolution(image, from, 2 * filters, 3),
    convolution(pooled, filters, squeezed, 1),
    { ...convolution(pooled, squeezed, 2 * filters, 1), batchNorm: false },
  ];
}
