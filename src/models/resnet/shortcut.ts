import { tf } from "../../engine/tf";
import { apply } from "../apply";
import type { Architecture } from "./architecture";
import type { Convolve } from "./convolution";

export interface ShortcutOptions {
  name: string;
  /** Channels that the residual has. */
  channels: number;
  stride: number;
}

/** The input of a block in the shape of its residual: itself where it has that shape. */
export function shortcut(
  conv: Convolve,
  x: tf.SymbolicTensor,
  { name, channels, stride, ...options }: ShortcutOptions & Pick<Architecture, "shortcut" | "resnetD">,
): tf.SymbolicTensor {
  if (stride === 1 && x.shape[3] === channels) return x;
  if (options.shortcut === "pad") return padChannels(subsample(x, stride, name), channels, name);
  if (!options.resnetD) return conv(x, { name, filters: channels, size: 1, stride });
  return conv(average(x, stride, name), { name, filters: channels, size: 1 });
}

/**
 * Averages 2 x 2 pixels. With a stride the zeros behind an odd image count, as in the authors' code; without one the pixels
 * that are there are averaged.
 */
function average(x: tf.SymbolicTensor, stride: number, name: string): tf.SymbolicTensor {
  const pool = { poolSize: 2, strides: stride, name: `${name}_pool` };
  if (stride === 1) return apply(tf.layers.averagePooling2d({ ...pool, padding: "same" }), x);
  const [rows, columns] = [x.shape[1], x.shape[2]].map((size) => (size! % stride === 1 ? 1 : 0));
  const padding: [[number, number], [number, number]] = [
    [0, rows],
    [0, columns],
  ];
  const padded = rows + columns === 0 ? x : apply(tf.layers.zeroPadding2d({ padding, name: `${name}_pad` }), x);
  return apply(tf.layers.averagePooling2d({ ...pool, padding: "valid" }), padded);
}

/** Every `stride`-th pixel. */
function subsample(x: tf.SymbolicTensor, stride: number, name: string): tf.SymbolicTensor {
  if (stride === 1) return x;
  return apply(tf.layers.averagePooling2d({ poolSize: 1, strides: stride, name: `${name}_pool` }), x);
}

/** Zeros as further channels. tfjs pads only images, so the channels become the width of one. */
function padChannels(x: tf.SymbolicTensor, channels: number, name: string): tf.SymbolicTensor {
  const [height, width, given] = x.shape.slice(1) as number[];
  if (given === channels) return x;
  const asImage = apply(tf.layers.reshape({ targetShape: [height * width, given, 1], name: `${name}_flat` }), x);
  const padding: [[number, number], [number, number]] = [
    [0, 0],
    [0, channels - given],
  ];
  const padded = apply(tf.layers.zeroPadding2d({ padding, name: `${name}_pad` }), asImage);
  return apply(tf.layers.reshape({ targetShape: [height, width, channels], name }), padded);
}
