import { tf } from "../engine/tf";
import { BatchNorm } from "./batchNorm";
import { heNormal } from "./initializer";
import { ModelError } from "./modelError";

/** Basic blocks in each stage. */
const blocksOfDepth = { 10: [1, 1, 1, 1], 18: [2, 2, 2, 2], 34: [3, 4, 6, 3] } as const;

export interface ResNetOptions {
  /** Named depth of basic blocks. Default 18. */
  depth?: keyof typeof blocksOfDepth;
  /** Basic blocks of each stage instead of a named depth, for instance [1, 1, 1]. */
  blocks?: readonly number[];
  /** Channels of the first stage; each later stage has twice as many. Default 64, the paper's 1x. */
  width?: number;
  /** "cifar": one 3x3 convolution. "imagenet": a 7x7 convolution of stride 2 and a max pool. Default "cifar". */
  stem?: "cifar" | "imagenet";
  /** Stride of the CIFAR stem. 2 makes everything after it four times cheaper. Default 1. */
  stemStride?: number;
  /** Stride of the first block of each stage. Default 1, then 2 for every later stage. */
  strides?: readonly number[];
  /** `[H, W, C]`. Default [32, 32, 3]. */
  inputShape?: [number, number, number];
  /** Starts the last batch norm of each block at scale 0, so that a block begins as the identity. Default false. */
  zeroGamma?: boolean;
  /** Seed of the weights; equal seeds give equal weights. Default 0. */
  seed?: number;
}

/**
 * A ResNet of basic blocks without a classifier: the encoder f, h = f(x), ending in global average pooling.
 *
 * An ordinary tfjs layers model: `summary()`, `save()` and `tf.loadLayersModel` work, in a browser too.
 *
 * @paper arXiv 1512.03385v1, figure 2 and section 4.2; the CIFAR stem is that of arXiv 2002.05709v3, appendix B.9.
 * @differs the authors' code starts the last scale of each block at 0, which is the option `zeroGamma` here.
 * @returns a model from float32 `[N, H, W, C]` to `[N, width · 2^(stages - 1)]`, at least 0.
 * @throws ModelError `resnet: strides has 3 entries but blocks has 4; each stage needs one`, and for an unknown depth or a width below 1.
 * @cost on 2 cores: ResNet-10 of width 16 and stem stride 2 (0.31 M parameters) 10 ms to build, 0.2 s a training step of 512 CIFAR views
 *   with Adam; ResNet-18 of width 64 0.3 s to build.
 */
export function resnet(options: ResNetOptions = {}): tf.LayersModel {
  const { depth = 18, width = 64, stem = "cifar", stemStride = 1, seed = 0, zeroGamma = false } = options;
  const blocks: readonly number[] | undefined = options.blocks ?? blocksOfDepth[depth];
  if (blocks === undefined)
    throw new ModelError(
      `resnet: depth is ${depth}; it must be one of ${Object.keys(blocksOfDepth).join(", ")}, or give blocks`,
    );
  const strides = options.strides ?? blocks.map((_, stage) => (stage === 0 ? 1 : 2));
  check(blocks, strides, width);
  checkStem(stem, stemStride);
  const conv = convolution(seed);

  const input = tf.input({ shape: options.inputShape ?? [32, 32, 3], name: "images" });
  let x: tf.SymbolicTensor;
  if (stem === "cifar") {
    x = conv(input, { name: "stem", filters: width, size: 3, stride: stemStride, relu: true });
  } else {
    x = conv(input, { name: "stem", filters: width, size: 7, stride: 2, relu: true });
    x = apply(tf.layers.maxPooling2d({ poolSize: 3, strides: 2, padding: "same", name: "stem_pool" }), x);
  }
  blocks.forEach((count, stage) => {
    for (let block = 0; block < count; block++) {
      const name = `stage${stage + 1}_block${block + 1}`;
      const filters = width * 2 ** stage;
      const stride = block === 0 ? strides[stage] : 1;
      const shape = { filters, size: 3 };
      let residual = conv(x, { ...shape, name: `${name}_a`, stride, relu: true });
      residual = conv(residual, { ...shape, name: `${name}_b`, stride: 1, zeroGamma });
      const same = stride === 1 && x.shape[3] === filters;
      const shortcut = same ? x : conv(x, { name: `${name}_shortcut`, filters, size: 1, stride });
      x = apply(tf.layers.add({ name: `${name}_add` }), [residual, shortcut]);
      x = apply(tf.layers.reLU({ name: `${name}_relu` }), x);
    }
  });
  const h = apply(tf.layers.globalAveragePooling2d({ name: "h" }), x);
  return tf.model({ inputs: input, outputs: h, name: `resnet_${blocks.join("_")}_width${width}` });
}

interface Convolution {
  name: string;
  filters: number;
  size: number;
  stride: number;
  relu?: boolean;
  zeroGamma?: boolean;
}

/** A convolution without bias, batch norm and, where asked, ReLU, with the weights of this seed. */
function convolution(seed: number) {
  return (x: tf.SymbolicTensor, options: Convolution): tf.SymbolicTensor => {
    const { name, filters, size, stride, relu = false, zeroGamma = false } = options;
    const kernelInitializer = heNormal(seed, `${name}_conv`);
    const shape = { filters, kernelSize: size, strides: stride, padding: "same" as const, useBias: false };
    let y = apply(tf.layers.conv2d({ ...shape, kernelInitializer, name: `${name}_conv` }), x);
    const gammaInitializer = zeroGamma ? "zeros" : "ones";
    y = apply(new BatchNorm({ momentum: 0.9, epsilon: 1e-5, gammaInitializer, name: `${name}_bn` }), y);
    return relu ? apply(tf.layers.reLU({ name: `${name}_relu` }), y) : y;
  };
}

/** `apply` on symbolic tensors gives a symbolic tensor; its type cannot say so. */
function apply(layer: tf.layers.Layer, x: tf.SymbolicTensor | tf.SymbolicTensor[]): tf.SymbolicTensor {
  return layer.apply(x) as tf.SymbolicTensor;
}

function checkStem(stem: string, stemStride: number): void {
  if (stem !== "cifar" && stem !== "imagenet")
    throw new ModelError(`resnet: stem is "${stem}"; it must be "cifar" or "imagenet"`);
  if (!Number.isInteger(stemStride) || stemStride < 1)
    throw new ModelError(`resnet: stemStride is ${stemStride}; it must be a whole number from 1`);
}

function check(blocks: readonly number[], strides: readonly number[], width: number): void {
  if (!Number.isInteger(width) || width < 1)
    throw new ModelError(`resnet: width is ${width}; the first stage needs a whole number of channels, at least 1`);
  if (blocks.length === 0 || !blocks.every((count) => Number.isInteger(count) && count >= 1))
    throw new ModelError(`resnet: blocks is [${blocks.join(", ")}]; each stage needs at least 1 block`);
  if (strides.length !== blocks.length)
    throw new ModelError(
      `resnet: strides has ${strides.length} entries but blocks has ${blocks.length}; each stage needs one`,
    );
}
