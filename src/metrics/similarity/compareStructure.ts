import { type Plane, windowed } from "./gaussianMoments";

export interface StructureOptions {
  window: Float64Array;
  /** (K₁ L)², (K₂ L)². */
  c1: number;
  c2: number;
}

/** The parts of SSIM, each a mean over all places of the window. */
export interface Structure {
  /** Luminance, contrast and structure together: SSIM. */
  whole: number;
  /** Contrast and structure alone. */
  contrast: number;
}

/** Compares two planes of one size under every place of the window. */
export function compareStructure(a: Plane, b: Plane, { window, c1, c2 }: StructureOptions): Structure {
  const product = (p: Plane, q: Plane): Plane => ({ ...p, values: p.values.map((value, i) => value * q.values[i]) });
  const [meanA, meanB, aa, bb, ab] = [a, b, product(a, a), product(b, b), product(a, b)].map(
    (plane) => windowed(plane, window).values,
  );
  const sums = { whole: 0, contrast: 0 };
  for (let i = 0; i < meanA.length; i++) {
    const [ma, mb] = [meanA[i], meanB[i]];
    const contrast = (2 * (ab[i] - ma * mb) + c2) / (aa[i] - ma * ma + (bb[i] - mb * mb) + c2);
    sums.contrast += contrast;
    sums.whole += (contrast * (2 * ma * mb + c1)) / (ma * ma + mb * mb + c1);
  }
  return { whole: sums.whole / meanA.length, contrast: sums.contrast / meanA.length };
}
