import { deflateSync, crc32 } from "node:zlib";

/** Two views of one point, drawn together: what contrastive learning does. */
export const logoSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <rect width="64" height="64" rx="10" fill="#3178c6"/>
  <path d="M18 40 L46 24" stroke="#ffffff" stroke-width="4"/>
  <circle cx="18" cy="40" r="10" fill="#ffffff"/>
  <circle cx="46" cy="24" r="10" fill="#ffd166"/>
</svg>
`;

type Colour = readonly [red: number, green: number, blue: number];

const blue: Colour = [0x31, 0x78, 0xc6];
const white: Colour = [0xff, 0xff, 0xff];
const yellow: Colour = [0xff, 0xd1, 0x66];

/** The same picture as a PNG file of `size` x `size` pixels: clients older than JupyterLab 4 know no SVG logo. */
export function logoPng(size: number): Buffer {
  const rows = Buffer.alloc(size * (1 + 3 * size));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const scale = 64 / size;
      Buffer.from(colourAt((x + 0.5) * scale, (y + 0.5) * scale)).copy(rows, y * (1 + 3 * size) + 1 + 3 * x);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function colourAt(x: number, y: number): Colour {
  if (Math.hypot(x - 46, y - 24) <= 10) return yellow;
  if (Math.hypot(x - 18, y - 40) <= 10) return white;
  // distance to the line between the circles, which lie 28 to the right and 16 up
  const along = ((x - 18) * 28 - (y - 40) * 16) / Math.hypot(28, 16);
  const across = Math.abs((x - 18) * 16 + (y - 40) * 28) / Math.hypot(28, 16);
  return across <= 2 && along > 0 && along < Math.hypot(28, 16) ? white : blue;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "ascii"), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
