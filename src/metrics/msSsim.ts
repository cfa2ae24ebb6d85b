import type { tf } from "../engine/tf";
import { MetricError } from "./metricError";
import { compareStructure } from "./similarity/compareStructure";
import { gaussianWindow, type Plane } from "./similarity/gaussianMoments";
import { defaults, imagePairs, type SimilarityOptions } from "./similarity/imagePairs";

/** Wang et al. 2003, section 3.2: what observers weighed the scales with, finest first. */
const authors = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

export interface MsSsimOptions extends SimilarityOptions {
  /** Weight of each scale, finest first, above 0; made to sum to 1. Default those of the authors, see `scales`. */
  weights?: readonly number[];
  /** Use only so many of the weights, finest first. Default as many as the window fits into; 5 from 176 pixels on, 2 for 28 pixels. */
  scales?: number;
}

/**
 * Multi-scale structural similarity: contrast and structure compared at several resolutions, luminance at the coarsest.
 *
 * MS-SSIM = mean over channels of SSIM_M^w_M · Π_{j < M} CS_j^w_j; each scale is the last one averaged over 2 x 2 pixels
 *
 * CS is SSIM without the factor of luminance; one below 0 counts as 0.
 *
 * @paper Wang, Simoncelli, Bovik 2003, "Multi-scale structural similarity for image quality assessment", equation 7;
 *   arXiv 1801.04062, table of bi-directional models, reports it.
 * @differs images too small for five scales have fewer, whose weights are made to sum to 1: the paper and the table's authors do not
 *   say what they did with 28 x 28 pixels. A last row or column that has no partner is left out.
 * @param a float32 `[N, H, W, C]`.
 * @param b float32 `[N, H, W, C]`.
 * @returns float64 `[N]`, from 0 to 1; 1 for equal images.
 * @throws MetricError those of `ssim` in its own name; `msSsim: scales is 3 but images of 28 x 28 with a window of 11 have 2; fewer scales or a
 *   smaller window are needed`; `msSsim: weight 1 is 0; positive numbers are needed`; `msSsim: weights is empty; each scale needs one`; `msSsim: scales is 6; a whole number from 1 to 5 is needed`.
 * @cost float64 in JavaScript: 1,000 images of 28 x 28 in 0.2 s.
 */
export function msSsim(a: tf.Tensor4D, b: tf.Tensor4D, options: MsSsimOptions = {}): Float64Array {
  const settings = { ...defaults, ...without(options) };
  const { size, channels, height, width, planes } = imagePairs("msSsim", [a, b], settings);
  const { range, windowSize, sigma, k1, k2 } = settings;
  const weights = weightsOf(options, { height, width, windowSize });
  const structure = { window: gaussianWindow(windowSize, sigma), c1: (k1 * range) ** 2, c2: (k2 * range) ** 2 };
  const similarity = (pair: [Plane, Plane]): number =>
    weights.reduce((product, weight, scale) => {
      const { whole, contrast } = compareStructure(...pair, structure);
      pair = [halved(pair[0]), halved(pair[1])];
      return product * Math.max(0, scale === weights.length - 1 ? whole : contrast) ** weight;
    }, 1);
  return Float64Array.from({ length: size }, (_, n) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += similarity(planes(n, channel));
    return sum / channels;
  });
}

function without(options: MsSsimOptions): SimilarityOptions {
  const { weights: _weights, scales: _scales, ...rest } = options;
  return rest;
}

interface Sizes {
  height: number;
  width: number;
  windowSize: number;
}

function weightsOf({ weights = authors, scales }: MsSsimOptions, { height, width, windowSize }: Sizes): number[] {
  if (weights.length === 0) throw new MetricError("msSsim: weights is empty; each scale needs one");
  if (scales !== undefined && !(Number.isInteger(scales) && scales >= 1 && scales <= weights.length))
    throw new MetricError(`msSsim: scales is ${scales}; a whole number from 1 to ${weights.length} is needed`);
  const wrong = weights.findIndex((weight) => !(weight > 0 && weight < Infinity));
  if (wrong >= 0) throw new MetricError(`msSsim: weight ${wrong} is ${weights[wrong]}; positive numbers are needed`);
  const fitting = 1 + Math.floor(Math.log2(Math.min(height, width) / windowSize));
  if (scales !== undefined && scales > fitting)
    throw new MetricError(
      `msSsim: scales is ${scales} but images of ${height} x ${width} with a window of ${windowSize} have ${fitting}; ` +
        "fewer scales or a smaller window are needed",
    );
  const used = weights.slice(0, scales ?? fitting);
  const sum = used.reduce((total, weight) => total + weight, 0);
  return used.map((weight) => weight / sum);
}

function halved({ values, height, width }: Plane): Plane {
  const [rows, columns] = [Math.floor(height / 2), Math.floor(width / 2)];
  const at = (y: number, x: number): number => values[y * width + x];
  const half = Float64Array.from({ length: rows * columns }, (_, i) => {
    const [y, x] = [2 * Math.floor(i / columns), 2 * (i % columns)];
    return (at(y, x) + at(y, x + 1) + at(y + 1, x) + at(y + 1, x + 1)) / 4;
  });
  return { values: half, height: rows, width: columns };
}
