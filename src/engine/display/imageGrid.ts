import { type Displayable, displaySymbol } from "../../report/displayable";
import type { MimeBundle } from "../../report/displayHost";
import { EngineError } from "../engineError";
import type { tf } from "../tf";
import { gridPng } from "./gridPng";
import { imageBytes, isImage, type ImageBytes } from "./imageBytes";

export interface ImageGridOptions {
  /** Pictures in a row. Default: up to 8. */
  columns?: number;
  /** A text under each picture. Default: none. */
  labels?: readonly string[];
  /** Screen pixels a pixel is wide and high, a whole number from 1. Default: such that small pictures are easily seen. */
  scale?: number;
}

const limit = 256;

/**
 * Pictures side by side, to be shown by a notebook. The pixels are read at once: the tensor may be disposed of afterwards.
 * @param images `[N, H, W, 1|3]` or `[H, W, 1|3]`, at least 8 x 8: float32 in [0, 1] or int32 in [0, 255]; other values are
 *   stretched from black to white. At most 256 are drawn
 * @returns a Displayable: `image/png` and `text/plain`
 * @throws EngineError `imageGrid: the images are float32 [4, 10]; they must be [N, H, W, 1|3] or [H, W, 1|3], at least 8 x 8`
 */
export function imageGrid(images: tf.Tensor, options: ImageGridOptions = {}): Displayable {
  if (!isImage(images))
    throw new EngineError(
      `imageGrid: the images are ${images.dtype} [${images.shape.join(", ")}]; ` +
        "they must be [N, H, W, 1|3] or [H, W, 1|3], at least 8 x 8",
    );
  for (const name of ["columns", "scale"] as const) {
    const value = options[name];
    if (value !== undefined && !(Number.isInteger(value) && value >= 1))
      throw new EngineError(`imageGrid: ${name} is ${value}; it must be a whole number from 1`);
  }
  const total = images.rank === 4 ? images.shape[0] : 1;
  const shown = imageBytes(images, limit);
  const text = [`${total} images of ${shown.height} x ${shown.width}`, shown.note].filter(Boolean).join("; ");
  return {
    [displaySymbol]: (): MimeBundle => ({
      "image/png": pictureOf(shown, options).toString("base64"),
      "text/plain": total > limit ? `${text}; the first ${limit} are shown` : text,
    }),
  };
}

/** The grid as a PNG, with the defaults filled in. */
export function pictureOf(images: ImageBytes, options: ImageGridOptions = {}): Buffer {
  const { columns = Math.min(images.count, 8), labels } = options;
  const widest = Math.floor(800 / (columns * images.width));
  const { scale = Math.max(1, Math.min(widest, Math.ceil(96 / images.width))) } = options;
  return gridPng(images, { columns, scale, labels });
}
