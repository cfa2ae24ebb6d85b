import { type Colour, mergeRuns } from "./mergeRuns";
import { shrink } from "./shrink";

/** How fine a thumbnail is: cells at a side, and at most how many runs of one colour. */
export interface ThumbnailSize {
  side: number;
  runs: number;
}

const [runBytes, cellBytes, lineBytes] = [25, 3, 4];
/** Beside the picture: the wrapping and a few words. */
const otherBytes = 200;

/**
 * The finest thumbnail that takes about so many bytes: fewer cells where there would be less than a run for three of them.
 *
 * @param finest - not finer than this, however many bytes there are.
 */
export function thumbnailSize(bytes: number, finest: ThumbnailSize = { side: 16, runs: 160 }): ThumbnailSize {
  for (const side of [24, 20, 16, 14, 12, 10]) {
    if (side > finest.side) continue;
    const runs = Math.floor((bytes - otherBytes - side * (cellBytes * side + lineBytes)) / runBytes);
    if (runs >= (side * side) / 3) return { side, runs: Math.min(runs, finest.runs) };
  }
  return { side: 8, runs: Math.max(16, Math.floor((bytes - otherBytes - 8 * (8 * cellBytes + lineBytes)) / runBytes)) };
}

/** In pixels: lines of the label, 1.3 times its font, are as high as a block of `blockSize` is wide. */
const labelFontSize = 7;
const lineHeight = 1.3 * labelFontSize;
const blockSize = Math.round(lineHeight / 0.602);
const textSize = 12;

/** Plotly's hover label for these texts: blocks end in white, so it is white on any page. */
export const hoverLabel = { bgcolor: "#FFFFFF", font: { size: labelFontSize, color: "#2B2B2B" } };

/** Cells at a side of the largest picture whose label, with so many lines under it, is no higher than `height` pixels. */
export function sideWithin(height: number, lines: number): number {
  // a line of text takes two of the label's; one more ends the picture, and one is the label's rim
  return Math.floor(height / lineHeight) - 2 * lines - 2;
}

/**
 * An image as the text of a hover label with a white background. Plotly shows no images there, but lets a text choose
 * the colour of its characters: a cell is a full block of a fixed-width font, neighbours of about one colour share a
 * tag. Blocks are higher than a line, and each line covers the lower half of the one above; a white line ends the picture.
 *
 * @param image - pixels of 0 to 255, `[height, width, channels]`, of 1 or 3 channels.
 * @param lines - what stands under the picture.
 * @cost about 25 characters a run and one a cell.
 */
export function thumbnailText(
  image: ArrayLike<number>,
  shape: readonly [height: number, width: number, channels: number],
  lines: readonly string[],
  { side, runs }: ThumbnailSize,
): string {
  const rows = mergeRuns(shrink(image, shape, side), side, runs);
  const picture = [...rows, [{ colour: white, length: side }]].map((row) =>
    row.map(({ colour, length }) => `<b style='fill:${hex(colour)}'>${"█".repeat(length)}</b>`).join(""),
  );
  return `<span style='font:${blockSize}px monospace'>${picture.join("<br>")}</span><br>${labelText(lines)}`;
}

/** The lines alone, in the size that they have under a picture. */
export function labelText(lines: readonly string[]): string {
  return lines.map((line) => `<span style='font-size:${textSize}px'>${line}</span>`).join("<br><br>");
}

const white: Colour = [255, 255, 255];

/** Three digits: 4096 colours are enough at this size. */
function hex(colour: Colour): string {
  return `#${colour.map((value) => Math.round(value / 17).toString(16)).join("")}`;
}
