// The transforms as plain loops over one image, in doubles, written from their definitions.

/** One image, `[H][W][C]`. */
export type Pixels = number[][][];

type Pixel = readonly number[];

const clip = (value: number, from: number, to: number): number => Math.min(to, Math.max(from, value));
const map = (image: Pixels, change: (pixel: Pixel) => Pixel): Pixels =>
  image.map((row) => row.map((p) => [...change(p)]));
const grey = ([r, g, b]: Pixel): number => 0.299 * r + 0.587 * g + 0.114 * b;

/** Cuts first, then resizes what was cut: the neighbours beyond its edge are its edge. */
export function crop(image: Pixels, [top, left, height, width]: number[], [H, W]: [number, number]): Pixels {
  const cut = image.slice(top, top + height).map((row) => row.slice(left, left + width));
  const at = (y: number, x: number, c: number): number => cut[clip(y, 0, height - 1)][clip(x, 0, width - 1)][c];
  const result: Pixels = [];
  for (let i = 0; i < H; i++) {
    result.push([]);
    for (let j = 0; j < W; j++) {
      const y = ((i + 0.5) * height) / H - 0.5;
      const x = ((j + 0.5) * width) / W - 0.5;
      const [y0, x0] = [Math.floor(y), Math.floor(x)];
      const [dy, dx] = [y - y0, x - x0];
      result[i].push(
        image[0][0].map(
          (_, c) =>
            (1 - dy) * (1 - dx) * at(y0, x0, c) +
            (1 - dy) * dx * at(y0, x0 + 1, c) +
            dy * (1 - dx) * at(y0 + 1, x0, c) +
            dy * dx * at(y0 + 1, x0 + 1, c),
        ),
      );
    }
  }
  return result;
}

/** Keys' cubic with a = -1/2 over the pixels of the box alone, in two dimensions at once; clipped. */
export function cropBicubic(image: Pixels, [top, left, height, width]: number[], [H, W]: [number, number]): Pixels {
  const keys = (x: number): number => {
    const d = Math.abs(x);
    if (d <= 1) return 1.5 * d ** 3 - 2.5 * d ** 2 + 1;
    return d < 2 ? -0.5 * d ** 3 + 2.5 * d ** 2 - 4 * d + 2 : 0;
  };
  return Array.from({ length: H }, (_, i) =>
    Array.from({ length: W }, (_column, j) => {
      const [y, x] = [((i + 0.5) * height) / H - 0.5, ((j + 0.5) * width) / W - 0.5];
      return image[0][0].map((_channel, c) => {
        let [sum, total] = [0, 0];
        for (let p = 0; p < height; p++)
          for (let q = 0; q < width; q++) {
            const weight = keys(y - p) * keys(x - q);
            sum += weight * image[top + p][left + q][c];
            total += weight;
          }
        return clip(sum / total, 0, 1);
      });
    }),
  );
}

export const mirror = (image: Pixels): Pixels => image.map((row) => [...row].reverse());

export const brightness = (image: Pixels, factor: number): Pixels =>
  map(image, (pixel) => pixel.map((value) => clip(value * factor, 0, 1)));

export function contrast(image: Pixels, factor: number): Pixels {
  const all = image.flat();
  const mean = all.reduce((sum, pixel) => sum + grey(pixel), 0) / all.length;
  return map(image, (pixel) => pixel.map((value) => clip(mean + factor * (value - mean), 0, 1)));
}

export const saturation = (image: Pixels, factor: number): Pixels =>
  map(image, (pixel) => pixel.map((value) => clip(grey(pixel) + factor * (value - grey(pixel)), 0, 1)));

export const grayscale = (image: Pixels): Pixels => map(image, (pixel) => pixel.map(() => grey(pixel)));

/** Foley and van Dam's conversions to HSV and back, with their cases. */
export const hue = (image: Pixels, turns: number): Pixels =>
  map(image, ([r, g, b]) => {
    const [v, m] = [Math.max(r, g, b), Math.min(r, g, b)];
    const c = v - m;
    if (c === 0) return [r, g, b];
    const sixths = v === r ? (g - b) / c : v === g ? 2 + (b - r) / c : 4 + (r - g) / c;
    const h = (((sixths + 6 * turns) % 6) + 6) % 6;
    const f = h - Math.floor(h);
    const [q, t] = [v - c * f, v - c * (1 - f)];
    return [
      [v, t, m],
      [q, v, m],
      [m, v, t],
      [m, q, v],
      [t, m, v],
      [v, m, q],
    ][Math.floor(h) % 6];
  });

/** What brightness, contrast, saturation and hue change, and in which order: 0 to 3 in the order of this sentence. */
export interface ColorChange {
  factors: readonly number[];
  hue: number;
  order: readonly number[];
}

export const adjustColor = (image: Pixels, { factors, hue: turns, order }: ColorChange): Pixels =>
  order.reduce(
    (result, step) => [brightness, contrast, saturation, hue][step](result, [...factors, turns][step]),
    image,
  );

/** Reflected at the borders, which are not repeated: a, b, c goes on as b, a. */
const reflect = (index: number, size: number): number =>
  index < 0 ? -index : index >= size ? 2 * (size - 1) - index : index;

/** The sum of the pixels around each one, weighted by `weight(rows down, columns right)`. */
function filter(image: Pixels, radius: number, weight: (dy: number, dx: number) => number): Pixels {
  const [height, width] = [image.length, image[0].length];
  return image.map((row, y) =>
    row.map((pixel, x) =>
      pixel.map((_, c) => {
        let sum = 0;
        for (let dy = -radius; dy <= radius; dy++)
          for (let dx = -radius; dx <= radius; dx++)
            sum += weight(dy, dx) * image[reflect(y + dy, height)][reflect(x + dx, width)][c];
        return sum;
      }),
    ),
  );
}

/** As one sum over a square, where the transform takes rows and columns apart. */
export function blur(image: Pixels, sigma: number, kernelSize: number): Pixels {
  const radius = (kernelSize - 1) / 2;
  const weight = (dy: number, dx: number): number =>
    sigma === 0 ? Number(dy === 0 && dx === 0) : Math.exp(-(dy ** 2 + dx ** 2) / (2 * sigma ** 2));
  let total = 0;
  for (let dy = -radius; dy <= radius; dy++) for (let dx = -radius; dx <= radius; dx++) total += weight(dy, dx);
  return filter(image, radius, (dy, dx) => weight(dy, dx) / total);
}

export function sobel(image: Pixels): Pixels {
  const kernel = [
    [-1, 0, 1],
    [-2, 0, 2],
    [-1, 0, 1],
  ];
  const right = filter(image, 1, (dy, dx) => kernel[dy + 1][dx + 1]);
  const down = filter(image, 1, (dy, dx) => kernel[dx + 1][dy + 1]);
  return image.map((row, y) =>
    row.map((pixel, x) => pixel.map((_, c) => Math.min(1, Math.hypot(right[y][x][c], down[y][x][c]) / 4))),
  );
}

export const erase = (image: Pixels, [top, left]: number[], { side, fill }: { side: number; fill: number }): Pixels =>
  image.map((row, y) =>
    row.map((pixel, x) => (y >= top && y < top + side && x >= left && x < left + side ? pixel.map(() => fill) : pixel)),
  );

/** Counter-clockwise: what was the last column becomes the first row. */
export function rotate(image: Pixels, quarters: number): Pixels {
  if (quarters === 0) return image;
  const size = image.length;
  const turned = image.map((_, y) => image.map((_row, x) => image[x][size - 1 - y]));
  return rotate(turned, quarters - 1);
}

export const addNoise = (image: Pixels, noise: Pixels): Pixels =>
  image.map((row, y) => row.map((pixel, x) => pixel.map((value, c) => clip(value + noise[y][x][c], 0, 1))));
