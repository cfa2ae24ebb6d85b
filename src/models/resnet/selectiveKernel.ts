import { tf } from "../../engine/tf";
import { apply } from "../apply";
import { BatchNorm } from "../batchNorm";
import { heNormal } from "../initializer";
import type { Convolve } from "./convolution";

export interface SelectiveKernelOptions {
  name: string;
  filters: number;
  stride: number;
  /** Width of the squeeze for each filter. */
  ratio: number;
  /** Least width of the squeeze. */
  minDim: number;
  seed: number;
}

/**
 * Two 3x3 convolutions u₀, u₁ with batch norm and ReLU, mixed by an attention over them that each channel of each image has for itself.
 *
 * y_c = a_0c u_0c + a_1c u_1c, with (a_0c, a_1c) the softmax of (W₂ ReLU(BN(W₁ s)))_c over both, and s the mean over the image of u₀ + u₁
 *
 * Both branches come from one convolution of 2 · filters. Everything is made of tfjs' own layers, so that any tfjs loads it.
 *
 * @paper arXiv 1903.06586v2, section 3.1, in the form of arXiv 2006.10029v2: both kernels are 3x3.
 */
export function selectiveKernel(
  conv: Convolve,
  x: tf.SymbolicTensor,
  { name, filters, stride, ratio, minDim, seed }: SelectiveKernelOptions,
): tf.SymbolicTensor {
  const both = conv(x, { name, filters: 2 * filters, size: 3, stride, relu: true });
  const [height, width] = both.shape.slice(1) as number[];
  const named = (part: string): { name: string } => ({ name: `${name}_sk_${part}` });
  const dense = (units: number, part: string): tf.layers.Layer =>
    tf.layers.dense({ units, useBias: false, kernelInitializer: heNormal(seed, named(part).name), ...named(part) });
  const reshape = (targetShape: number[], part: string): tf.layers.Layer =>
    tf.layers.reshape({ targetShape, ...named(part) });

  const pooled = apply(tf.layers.globalAveragePooling2d(named("pool")), both);
  const branches = apply(reshape([2, filters], "branches"), pooled);
  // tfjs has layers for means over branches, not for sums: twice the mean of two is their sum, to the bit.
  const mean = apply(tf.layers.globalAveragePooling1d(named("mean")), branches);
  let attention = apply(tf.layers.add(named("sum")), [mean, mean]);
  attention = apply(dense(squeezeWidth(filters, { ratio, minDim }), "squeeze"), attention);
  attention = apply(new BatchNorm({ momentum: 0.9, epsilon: 1e-5, ...named("squeeze_bn") }), attention);
  attention = apply(tf.layers.reLU(named("squeeze_relu")), attention);
  attention = apply(dense(2 * filters, "mix"), attention);
  // tfjs has a softmax over the last axis only.
  attention = apply(reshape([2, filters], "logits"), attention);
  attention = apply(tf.layers.permute({ dims: [2, 1], ...named("channels_first") }), attention);
  attention = apply(tf.layers.softmax({ axis: -1, ...named("softmax") }), attention);
  attention = apply(tf.layers.permute({ dims: [2, 1], ...named("branches_first") }), attention);
  attention = apply(reshape([1, 1, 2 * filters], "attention"), attention);
  const doubled = apply(tf.layers.add(named("attention_doubled")), [attention, attention]);
  const weighted = apply(tf.layers.multiply(named("weighted")), [both, doubled]);
  // Row-major, the two branches of a pixel are two neighbouring pixels of half the channels.
  const pixels = apply(reshape([height, 2 * width, filters], "pixels"), weighted);
  return apply(tf.layers.averagePooling2d({ poolSize: [1, 2], strides: [1, 2], ...named("mixed") }), pixels);
}

/** Width of the squeeze before the attention. */
export function squeezeWidth(filters: number, { ratio, minDim }: { ratio: number; minDim: number }): number {
  return Math.max(Math.floor(filters * ratio), minDim);
}
