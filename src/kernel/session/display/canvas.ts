import type { MimeBundle } from "../../../report/displayHost";

/** A canvas of `@napi-rs/canvas`, `canvas` or `skia-canvas`, known by its methods alone. */
interface Canvas {
  width: number;
  height: number;
  getContext: unknown;
  toBuffer(type: string): Uint8Array | Promise<Uint8Array>;
}

export function isCanvas(value: object): value is Canvas {
  const canvas = value as Partial<Canvas>;
  const methods =
    "toBuffer" in value && typeof canvas.toBuffer === "function" && typeof canvas.getContext === "function";
  return methods && typeof canvas.width === "number" && typeof canvas.height === "number";
}

/** Its picture; undefined for one that makes it later, or of no size. */
export function canvasBundle(canvas: Canvas): MimeBundle | undefined {
  const png = canvas.toBuffer("image/png");
  if (!(png instanceof Uint8Array)) return undefined;
  return { "image/png": png, "text/plain": `Canvas, ${canvas.width} x ${canvas.height}` };
}
