import { createCanvas, loadImage } from "@napi-rs/canvas";
import type { Trace } from "../figureSpec";

/**
 * An image trace given as a data URL, as the same trace given by its pixels: plotly would hand the URL to a
 * browser's image loader and wait for it for ever. Any other trace is returned as it is.
 */
export async function withPixels(trace: Trace): Promise<Trace> {
  const { type, source, ...rest } = trace;
  if (type !== "image" || typeof source !== "string") return trace;
  const image = await loadImage(source);
  const { width, height } = image;
  const context = createCanvas(width, height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const pixel = (i: number): number[] => Array.from(data.subarray(4 * i, 4 * i + 4));
  const z = Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => pixel(y * width + x)));
  return { ...rest, type, z, colormodel: "rgba256" };
}
