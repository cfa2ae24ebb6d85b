export type Depth = 10 | 18 | 34 | 50 | 101 | 152;
export type BlockKind = "basic" | "bottleneck";
export type StemKind = "cifar" | "imagenet";
export type Padding = "same" | "symmetric";
export type ShortcutKind = "projection" | "pad";

export interface ResNetOptions {
  /** Named depth: basic blocks up to 34, bottlenecks from 50. Default 18. */
  depth?: Depth;
  /** Blocks of each stage instead of a named depth, for instance [1, 1, 1]. */
  blocks?: readonly number[];
  /** "basic": two 3x3 convolutions. "bottleneck": 1x1, 3x3 and 1x1, with four times as many channels at the end. Default that of the depth, or "basic". */
  block?: BlockKind;
  /** Filters of the first stage; each later stage has twice as many. Default 64, the papers' 1x. */
  width?: number;
  /** "cifar": one 3x3 convolution. "imagenet": a 7x7 convolution of stride 2 and a max pool. Default "cifar". */
  stem?: StemKind;
  /** Stride of the CIFAR stem. 2 makes everything after it four times cheaper. Default 1. */
  stemStride?: number;
  /** Stride of the first block of each stage. Default 1, then 2 for every later stage. */
  strides?: readonly number[];
  /** `[H, W, C]`. Default [32, 32, 3]. */
  inputShape?: [number, number, number];
  /**
   * Zeros around the image of a convolution with a stride. "same": TensorFlow's, where an even image gets them on the right and
   * below only. "symmetric": on all sides, as PyTorch and the authors' code have it. Default "same".
   */
  padding?: Padding;
  /** Where channels or size change. "projection": a 1x1 convolution. "pad": every stride-th pixel, and zeros as further channels. Default "projection". */
  shortcut?: ShortcutKind;
  /**
   * Two 3x3 branches with attention between them for the 3x3 convolution of a bottleneck, or the first one of a basic block.
   * `ratio`: width of the squeeze for each filter, default 0.0625, rounded down; `minDim`: its least width, default 32. Default false.
   */
  selectiveKernels?: boolean | { ratio?: number; minDim?: number };
  /** Three 3x3 convolutions as the ImageNet stem, and average pools before the projections of shortcuts. Default true with selective kernels, else false. */
  resnetD?: boolean;
  /** Starts the last batch norm of each block at scale 0, so that a block begins as the identity. Default false. */
  zeroGamma?: boolean;
  /** Seed of the weights; equal seeds give equal weights. Default 0. */
  seed?: number;
}
