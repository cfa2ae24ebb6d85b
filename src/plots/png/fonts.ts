import { createCanvas, GlobalFonts, type SKRSContext2D } from "@napi-rs/canvas";
import { PlotError } from "../plotError";

/** The one font of the pictures: pinned, so that a machine without fonts (any headless server) draws the same text. */
export const fontFamily = "DejaVu Sans";

/** Size in pixels; weight and style as CSS writes them, empty for normal. */
export interface Font {
  size: number;
  weight: string;
  style: string;
}

const faces = ["DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSans-BoldOblique"];
let context: SKRSContext2D | undefined;

/** Registers the pinned font. Call once, before any text is measured or drawn. */
export function registerFonts(): void {
  for (const face of faces) {
    const path = require.resolve(`dejavu-fonts-ttf/ttf/${face}.ttf`);
    if (!GlobalFonts.registerFromPath(path, fontFamily)) throw new PlotError(`renderer: cannot read the font ${path}`);
  }
}

/** Width, ascent and descent in pixels of one line of text. */
export function measure(text: string, font: Font): { width: number; ascent: number; descent: number } {
  context ??= createCanvas(1, 1).getContext("2d");
  context.font = `${font.style || "normal"} ${font.weight || "normal"} ${font.size}px "${fontFamily}"`;
  const { width, fontBoundingBoxAscent, fontBoundingBoxDescent } = context.measureText(text);
  return { width, ascent: fontBoundingBoxAscent, descent: fontBoundingBoxDescent };
}
