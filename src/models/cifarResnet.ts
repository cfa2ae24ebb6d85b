import type { tf } from "../engine/tf";
import { ModelError } from "./modelError";
import { resnet, type ResNetOptions } from "./resnet";

export interface CifarResNetOptions extends Omit<ResNetOptions, "depth" | "blocks" | "block" | "stem"> {
  /** 6n + 2 layers with weights: 8, 14, 20, 32, 44, 56, 110, ... The last is the classifier, which is not part of the encoder. Default 20. */
  depth?: number;
  /** Filters of the first stage; the others have twice and four times as many. Default 16. */
  width?: number;
}

/**
 * The small ResNet of the CIFAR experiments: three stages of n basic blocks, 16, 32 and 64 channels wide, with shortcuts that have no weights.
 *
 * @paper arXiv 1512.03385v1, section 4.2 and table 6.
 * @returns a model from float32 `[N, H, W, C]` to `[N, 4 · width]`, at least 0; all options of `resnet` but the layout are taken,
 *   and `shortcut` is "pad" unless it is given or `resnetD` needs projections.
 * @throws ModelError `cifarResnet: depth is 18; it must be 6n + 2: 8, 14, 20, 26, 32, ...`, and what `resnet` throws.
 * @cost depth 20 of width 16 (0.27 M parameters): 12 ms to build.
 */
export function cifarResnet({ depth = 20, width = 16, ...options }: CifarResNetOptions = {}): tf.LayersModel {
  const n = (depth - 2) / 6;
  if (!Number.isInteger(n) || n < 1)
    throw new ModelError(`cifarResnet: depth is ${depth}; it must be 6n + 2: 8, 14, 20, 26, 32, ...`);
  const projections = options.resnetD ?? (options.selectiveKernels !== undefined && options.selectiveKernels !== false);
  return resnet({ shortcut: projections ? "projection" : "pad", ...options, blocks: [n, n, n], width });
}
