import type { Colour } from "./mergeRuns";

/** The image as `side` rows of `side` colours, each the mean of the pixels that it stands for. */
export function shrink(
  image: ArrayLike<number>,
  [height, width, channels]: readonly [number, number, number],
  side: number,
): Colour[] {
  return Array.from({ length: side * side }, (_, cell): Colour => {
    const [top, bottom] = span(Math.floor(cell / side), height, side);
    const [left, right] = span(cell % side, width, side);
    const mean = (channel: number): number => {
      let sum = 0;
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) sum += image[(y * width + x) * channels + (channel % channels)];
      }
      return sum / ((bottom - top) * (right - left));
    };
    return [mean(0), mean(1), mean(2)];
  });
}

/** The pixels of cell n, at least one. */
function span(n: number, pixels: number, side: number): [number, number] {
  const from = Math.min(pixels - 1, Math.floor((n * pixels) / side));
  return [from, Math.max(from + 1, Math.floor(((n + 1) * pixels) / side))];
}
