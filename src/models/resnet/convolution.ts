import { tf } from "../../engine/tf";
import { apply } from "../apply";
import { BatchNorm } from "../batchNorm";
import { heNormal } from "../initializer";
import type { Padding } from "./options";

export interface ConvolutionOptions {
  /** Begins the names of its layers, and so decides its weights. */
  name: string;
  filters: number;
  /** Of the square kernel, odd. */
  size: number;
  /** Default 1. */
  stride?: number;
  /** Default false. */
  relu?: boolean;
  /** Starts the batch norm's scale at 0. Default false. */
  zeroGamma?: boolean;
}

/** Adds a convolution to a network. */
export type Convolve = (x: tf.SymbolicTensor, options: ConvolutionOptions) => tf.SymbolicTensor;

/** Makes convolutions without bias, each with batch norm and, where asked, ReLU, with the weights of this seed. */
export function convolution({ seed, padding }: { seed: number; padding: Padding }): Convolve {
  return (x, options) => {
    const { name, filters, size, stride = 1, relu = false, zeroGamma = false } = options;
    const kernelInitializer = heNormal(seed, `${name}_conv`);
    // Only with a stride do the two kinds differ: TensorFlow's then puts what is odd behind the image.
    const explicit = padding === "symmetric" && stride > 1 && size > 1;
    const padded = explicit ? pad(x, (size - 1) / 2, `${name}_pad`) : x;
    const shape = { filters, kernelSize: size, strides: stride, useBias: false };
    const conv = { ...shape, padding: explicit ? "valid" : "same", kernelInitializer, name: `${name}_conv` } as const;
    let y = apply(tf.layers.conv2d(conv), padded);
    const gammaInitializer = zeroGamma ? "zeros" : "ones";
    y = apply(new BatchNorm({ momentum: 0.9, epsilon: 1e-5, gammaInitializer, name: `${name}_bn` }), y);
    return relu ? apply(tf.layers.reLU({ name: `${name}_relu` }), y) : y;
  };
}

/** Zeros on all four sides. */
export function pad(x: tf.SymbolicTensor, by: number, name: string): tf.SymbolicTensor {
  return apply(tf.layers.zeroPadding2d({ padding: by, name }), x);
}
