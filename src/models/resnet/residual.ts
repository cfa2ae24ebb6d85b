import type { tf } from "../../engine/tf";
import type { Architecture } from "./architecture";
import type { Convolve } from "./convolution";

export interface ResidualOptions extends Pick<Architecture, "zeroGamma" | "selectiveKernels" | "seed"> {
  name: string;
  filters: number;
  stride: number;
}

/** What a block adds to its shortcut, before the last ReLU. */
export type Residual = (conv: Convolve, x: tf.SymbolicTensor, options: ResidualOptions) => tf.SymbolicTensor;
