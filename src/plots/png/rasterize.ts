import { createCanvas, loadImage } from "@napi-rs/canvas";
import { encodePng } from "./encodePng";
import { fontFamily } from "./fonts";

/** Draws an SVG of plotly's as a PNG of `width * scale` by `height * scale` pixels. */
export async function rasterize(svg: string, size: { width: number; height: number; scale: number }): Promise<Buffer> {
  const image = await loadImage(Buffer.from(adapted(svg)));
  const [width, height] = [Math.round(size.width * size.scale), Math.round(size.height * size.scale)];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#FFFFFF"; // under a figure whose own background is transparent
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0, width, height);
  return encodePng(context.getImageData(0, 0, width, height).data, width, height);
}

/** Skia knows neither a list of families nor a quoted reference (it paints such a colour bar black). */
function adapted(svg: string): string {
  return svg
    .replace(/font-family:[^;"]*/g, `font-family: ${fontFamily}`)
    .replace(/url\((?:'|&quot;)(#[^)]*?)(?:'|&quot;)\)/g, "url($1)");
}
