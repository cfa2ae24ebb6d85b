import { createCanvas, loadImage } from "@napi-rs/canvas";

export interface Pixels {
  width: number;
  height: number;
  /** The colour at a place as `#rrggbb`. */
  at(x: number, y: number): string;
  /** How many pixels have exactly this colour, in a part of the picture (all of it by default). */
  count(color: string, area?: { left?: number; top?: number; right?: number; bottom?: number }): number;
}

export async function pixelsOf(png: Uint8Array): Promise<Pixels> {
  const { width, height, data } = await decode(png);
  const at = (x: number, y: number): string => {
    const i = 4 * (Math.round(y) * width + Math.round(x));
    return `#${Buffer.from(data.subarray(i, i + 3)).toString("hex")}`;
  };
  return {
    width,
    height,
    at,
    count(color, { left = 0, top = 0, right = width, bottom = height } = {}) {
      let n = 0;
      for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) if (at(x, y) === color.toLowerCase()) n++;
      return n;
    },
  };
}

async function decode(png: Uint8Array) {
  const image = await loadImage(Buffer.from(png));
  const context = createCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height);
}
