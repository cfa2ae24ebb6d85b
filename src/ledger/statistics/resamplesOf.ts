import { xorshift } from "./xorshift";

/** How many resamples a bootstrap takes. With the 2.5% of either end, 1999 make the fiftieth from the end a quantile. */
export const resamples = 1999;

const known = new Map<number, Uint16Array>();

/** Which of n values each resample draws: n numbers for the first, n for the second, and so on. The same ones every time. */
export function resamplesOf(n: number): Uint16Array {
  const found = known.get(n);
  if (found) return found;
  const random = xorshift(1);
  const drawn = Uint16Array.from({ length: resamples * n }, () => Math.floor((random() / 2 ** 32) * n));
  known.set(n, drawn);
  return drawn;
}
