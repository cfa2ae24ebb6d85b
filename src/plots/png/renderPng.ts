import { join } from "node:path";
import type { FigureSpec } from "../figureSpec";
import { PlotError } from "../plotError";
import { forPng } from "./forPng";
import { PngRenderer } from "./pngRenderer";

export interface PngOptions {
  /** Picture pixels per layout pixel, above 0 and at most 4. Default 1. */
  scale?: number;
}

const largestSide = 4000;
let shared: PngRenderer | undefined;

/** Draws a figure as a PNG in the process's one warm renderer. See {@link Figure.toPng}. */
export async function renderPng(spec: FigureSpec, { scale = 1 }: PngOptions = {}): Promise<Uint8Array> {
  if (!(scale > 0 && scale <= 4)) throw new PlotError(`toPng: scale is ${scale}; it must be above 0 and at most 4`);
  const drawn = forPng(spec);
  const [width, height] = [side(drawn.layout.width, "width"), side(drawn.layout.height, "height")];
  return renderer().render({ figure: JSON.stringify(drawn), width, height, scale });
}

/** Starts the renderer, which takes a second, before there is a figure; returns at once. */
export function warmUpRenderer(): void {
  renderer().warmUp();
}

function renderer(): PngRenderer {
  return (shared ??= new PngRenderer({ worker: join(__dirname, "worker.js") }));
}

function side(pixels: unknown, name: string): number {
  if (typeof pixels === "number" && pixels >= 10 && pixels <= largestSide) return pixels;
  throw new PlotError(`toPng: layout.${name} is ${String(pixels)}; it must be between 10 and ${largestSide} pixels`);
}
