import { PlotError } from "../plotError";
import { type ThumbnailSize, thumbnailSize, thumbnailText } from "./thumbnailText";

/** A data set, or a part of one. */
export interface HoverImages {
  /** uint8 `[N, H, W, C]`, 0 to 255. */
  images: Uint8Array;
  shape: readonly [height: number, width: number, channels: number];
}

/** What is under the mouse: the figure and its items by their names, how many items, and in how many panels each. */
export interface HoverItems {
  figure: string;
  items: string;
  count: number;
  /** Default 1. Each panel keeps a copy of the texts. */
  panels?: number;
  /** Default: that of {@link thumbnailSize}. */
  finest?: ThumbnailSize;
}

/** Bytes of all hover texts: with the picture and the points a figure stays under 1 MB. */
const hoverBytes = 850_000;
const mostPictures = 1000;

/**
 * The hover text of item i: its picture, and lines under it.
 *
 * @throws PlotError `scatter2d: 3 points and 2 images; an image each is needed, for at most 1000 points`
 */
export function thumbnails(
  { images, shape }: HoverImages,
  { figure, items, count, panels = 1, finest }: HoverItems,
): (i: number, lines: readonly string[]) => string {
  const bytes = shape[0] * shape[1] * shape[2];
  const most = Math.floor(mostPictures / panels);
  if (count > most || images.length < count * bytes) {
    const held = Math.floor(images.length / bytes);
    throw new PlotError(
      `${figure}: ${count} ${items} and ${held} images; an image each is needed, for at most ${most} ${items}`,
    );
  }
  const size = thumbnailSize(hoverBytes / (count * panels), finest);
  return (i, lines) => thumbnailText(images.subarray(i * bytes, (i + 1) * bytes), shape, lines, size);
}
