import type { tf } from "../../engine/tf";
import { MetricError } from "../metricError";
import type { Plane } from "./gaussianMoments";

export interface SimilarityOptions {
  /** L: the difference of the largest and the least value that a pixel can have. Default 1. */
  range?: number;
  /** Pixels along an edge of the window, odd. Default 11. */
  windowSize?: number;
  /** Standard deviation of the window's bell, in pixels. Default 1.5. */
  sigma?: number;
  /** K₁, K₂: keep divisions by small numbers tame. Default 0.01 and 0.03. */
  k1?: number;
  k2?: number;
}

export type Settings = Required<SimilarityOptions>;

export const defaults: Settings = { range: 1, windowSize: 11, sigma: 1.5, k1: 0.01, k2: 0.03 };

export interface ImagePairs {
  size: number;
  channels: number;
  height: number;
  width: number;
  /** One channel of image n of a and of b. */
  planes: (n: number, channel: number) => [Plane, Plane];
}

/** Reads two batches of images, after checks in the name of `asker`. */
export function imagePairs(asker: string, [a, b]: [tf.Tensor4D, tf.Tensor4D], settings: Settings): ImagePairs {
  const shape = (x: tf.Tensor): string => `[${x.shape.join(", ")}]`;
  if (shape(a) !== shape(b))
    throw new MetricError(`${asker}: a is ${shape(a)} but b is ${shape(b)}; both need the same shape`);
  if (a.rank !== 4 || a.size === 0)
    throw new MetricError(`${asker}: a is ${shape(a)}; images [N, H, W, C] with N at least 1 are needed`);
  const [size, height, width, channels] = a.shape;
  const { windowSize, ...positive } = settings;
  if (!(Number.isInteger(windowSize) && windowSize % 2 === 1 && windowSize >= 1))
    throw new MetricError(`${asker}: windowSize is ${windowSize}; an odd whole number is needed`);
  for (const [name, value] of Object.entries(positive))
    if (!(value > 0 && value < Infinity))
      throw new MetricError(`${asker}: ${name} is ${value}; it must be a positive number`);
  if (Math.min(height, width) < windowSize)
    throw new MetricError(
      `${asker}: images are ${height} x ${width}; a window of ${windowSize} needs as many pixels in both directions`,
    );
  const pixels = [a.dataSync(), b.dataSync()];
  return {
    size,
    channels,
    height,
    width,
    planes: (n, channel) =>
      pixels.map((all) => ({
        values: Float64Array.from(
          { length: height * width },
          (_, p) => all[(n * height * width + p) * channels + channel],
        ),
        height,
        width,
      })) as [Plane, Plane],
  };
}
