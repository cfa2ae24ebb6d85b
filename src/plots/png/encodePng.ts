import { deflateSync } from "node:zlib";
import { indexed } from "./indexed";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Colour types of the format. */
const [trueColour, withPalette] = [2, 3];

/**
 * Writes opaque RGBA pixels as an 8-bit PNG without row filters, with a palette where 256 colours are enough: for the
 * flat colours of a figure a third of the size of the canvas's own encoder, and notebooks are kept under version control.
 */
export function encodePng(rgba: Uint8ClampedArray, width: number, height: number): Buffer {
  const picture = indexed(rgba);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, picture ? withPalette : trueColour, 0, 0, 0], 8);
  const pixels = picture ? rows(picture.pixels, width) : rows(withoutAlpha(rgba), 3 * width);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    ...(picture ? [chunk("PLTE", Buffer.from(picture.palette))] : []),
    chunk("IDAT", deflateSync(pixels, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Each row behind the number of its filter, which is 0 for none. */
function rows(bytes: Uint8Array, length: number): Buffer {
  const filtered = Buffer.alloc((bytes.length / length) * (length + 1));
  for (let from = 0, to = 1; from < bytes.length; from += length, to += length + 1) {
    filtered.set(bytes.subarray(from, from + length), to);
  }
  return filtered;
}

function withoutAlpha(rgba: Uint8ClampedArray): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) rgb.set(rgba.subarray(from, from + 3), to);
  return rgb;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

/** The checksum of PNG and zip; `zlib.crc32` is missing in the oldest supported Node. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return (crc ^ 0xffffffff) >>> 0;
}
