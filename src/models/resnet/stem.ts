import { tf } from "../../engine/tf";
import { apply } from "../apply";
import type { Architecture } from "./architecture";
import { type Convolve, pad } from "./convolution";

/** What stands before the first stage; ends with `width` channels. */
export function stem(conv: Convolve, x: tf.SymbolicTensor, options: Architecture): tf.SymbolicTensor {
  const { width, stemStride, resnetD } = options;
  if (options.stem === "cifar")
    return conv(x, { name: "stem", filters: width, size: 3, stride: stemStride, relu: true });
  if (!resnetD) return pool(conv(x, { name: "stem", filters: width, size: 7, stride: 2, relu: true }), options);
  const narrow = { filters: narrowStem(width), size: 3, relu: true };
  const first = conv(x, { ...narrow, name: "stem_1", stride: 2 });
  const second = conv(first, { ...narrow, name: "stem_2" });
  return pool(conv(second, { name: "stem", filters: width, size: 3, relu: true }), options);
}

/** Channels of the first two of three convolutions. */
export const narrowStem = (width: number): number => Math.max(1, Math.floor(width / 2));

function pool(x: tf.SymbolicTensor, { padding }: Architecture): tf.SymbolicTensor {
  const symmetric = padding === "symmetric";
  // Behind a ReLU a zero never wins against what is there, so zeros do for the -∞ of a padded maximum.
  const padded = symmetric ? pad(x, 1, "stem_pool_pad") : x;
  const layer = { poolSize: 3, strides: 2, padding: symmetric ? "valid" : "same", name: "stem_pool" } as const;
  return apply(tf.layers.maxPooling2d(layer), padded);
}
