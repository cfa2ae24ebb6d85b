/** One channel of an image, row-major, float64. */
export interface Plane {
  values: Float64Array;
  height: number;
  width: number;
}

/** A bell of standard deviation `sigma` over `size` pixels, whose sum is 1. */
export function gaussianWindow(size: number, sigma: number): Float64Array {
  const weights = Float64Array.from({ length: size }, (_, i) =>
    Math.exp(-((i - (size - 1) / 2) ** 2) / (2 * sigma ** 2)),
  );
  const sum = weights.reduce((a, b) => a + b);
  return weights.map((weight) => weight / sum);
}

/** Weighted means of a plane under a separable window, wherever it lies wholly inside: rows first, then columns. */
export function windowed({ values, height, width }: Plane, window: Float64Array): Plane {
  const [rows, columns] = [height - window.length + 1, width - window.length + 1];
  const across = new Float64Array(height * columns);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < columns; x++) {
      let sum = 0;
      for (let i = 0; i < window.length; i++) sum += window[i] * values[y * width + x + i];
      across[y * columns + x] = sum;
    }
  const result = new Float64Array(rows * columns);
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      let sum = 0;
      for (let i = 0; i < window.length; i++) sum += window[i] * across[(y + i) * columns + x];
      result[y * columns + x] = sum;
    }
  return { values: result, height: rows, width: columns };
}
