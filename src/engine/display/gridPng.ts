import { createCanvas, GlobalFonts, ImageData } from "@napi-rs/canvas";
import type { ImageBytes } from "./imageBytes";

export interface GridLayout {
  columns: number;
  /** Screen pixels an image pixel is wide and high. */
  scale: number;
  /** A text under each image. */
  labels?: readonly string[];
}

const gap = 4;
const fontSize = 11;
const fontFamily = "contrastbook grid";

/** Draws pictures side by side on white, every pixel a sharp square, and encodes them as PNG. */
export function gridPng(images: ImageBytes, { columns, scale, labels }: GridLayout): Buffer {
  const { count, height, width } = images;
  const [cellWidth, cellHeight] = [width * scale + gap, height * scale + gap + (labels ? fontSize + gap : 0)];
  const canvas = createCanvas(columns * cellWidth + gap, Math.ceil(count / columns) * cellHeight + gap);
  const context = canvas.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = "black";
  context.font = `${fontSize}px "${labels ? font() : fontFamily}"`;
  context.textAlign = "center";
  context.imageSmoothingEnabled = false;
  const single = createCanvas(width, height);
  for (let n = 0; n < count; n++) {
    const [x, y] = [gap + (n % columns) * cellWidth, gap + Math.floor(n / columns) * cellHeight];
    single.getContext("2d").putImageData(new ImageData(rgba(images, n), width, height), 0, 0);
    context.drawImage(single, x, y, width * scale, height * scale);
    if (labels)
      context.fillText(labels[n] ?? "", x + (width * scale) / 2, y + height * scale + fontSize, width * scale);
  }
  return canvas.toBuffer("image/png");
}

/** The n-th picture as a canvas wants it. */
function rgba({ bytes, channels, height, width }: ImageBytes, n: number): Uint8ClampedArray {
  const pixels = height * width;
  const out = new Uint8ClampedArray(4 * pixels).fill(255);
  for (let i = 0; i < pixels; i++)
    for (let c = 0; c < 3; c++) out[4 * i + c] = bytes[(n * pixels + i) * channels + (channels === 3 ? c : 0)];
  return out;
}

/** A font of our own, since a server may have none. */
function font(): string {
  if (!GlobalFonts.has(fontFamily))
    GlobalFonts.registerFromPath(require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"), fontFamily);
  return fontFamily;
}
