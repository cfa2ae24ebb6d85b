import { BoundError } from "./boundError";
import { pointsOf } from "./pointsOf";

export interface BinningOptions {
  /** Bins of each of the two, a whole number from 1. */
  bins: number;
  /**
   * "equalWidth": bins between the least and the largest number are equally wide. "equalMass": as good as equally many numbers in
   * each; equal numbers share a bin. Default "equalMass".
   */
  edges?: "equalWidth" | "equalMass";
  /** Adds (occupied bins - 1)/2N to each entropy, what a histogram's falls short of at the least. Default false. */
  millerMadow?: boolean;
}

/**
 * Mutual information of two lists of numbers by a histogram: the oldest estimator.
 *
 * Σ p(a, b) log( p(a, b) / (p(a) p(b)) ) over bins a of x and b of z, p the shares of the N pairs
 *
 * What bins hide is lost, at most log(bins) is found, and sparse bins find some where there is none: about (bins - 1)²/2N.
 *
 * @param x N numbers
 * @param z N numbers
 * @returns nats, from 0 to log(bins), or what the correction makes of it
 * @throws BoundError `binning: x has 10 numbers but z has 9; a z for each x is needed`; `binning: x and z are empty; a pair is needed`;
 *   `binning: number 7 of x is NaN; finite numbers are needed`; `binning: bins is 0; it must be a whole number from 1`;
 *   `binning: edges is width; it must be equalWidth or equalMass`.
 * @cost O(N log N) for equal mass, O(N) for equal width, and bins² numbers.
 */
export function binning(x: ArrayLike<number>, z: ArrayLike<number>, options: BinningOptions): number {
  const { bins, edges = "equalMass", millerMadow = false } = options;
  const lists = [
    pointsOf("binning", { name: "x", numbers: x, dims: 1 }),
    pointsOf("binning", { name: "z", numbers: z, dims: 1 }),
  ].map(({ coordinates }) => coordinates);
  const n = lists[0].length;
  if (n !== lists[1].length)
    throw new BoundError(`binning: x has ${n} numbers but z has ${lists[1].length}; a z for each x is needed`);
  if (n === 0) throw new BoundError("binning: x and z are empty; a pair is needed");
  if (!Number.isInteger(bins) || bins < 1)
    throw new BoundError(`binning: bins is ${bins}; it must be a whole number from 1`);
  if (edges !== "equalMass" && edges !== "equalWidth")
    throw new BoundError(`binning: edges is ${String(edges)}; it must be equalWidth or equalMass`);
  const [binX, binZ] = lists.map((numbers) => (edges === "equalMass" ? byMass : byWidth)(numbers, bins));
  const entropies = [
    entropy(binX, bins),
    entropy(binZ, bins),
    entropy(
      binX.map((a, i) => a * bins + binZ[i]),
      bins * bins,
    ),
  ].map(({ nats, occupied }) => nats + (millerMadow ? (occupied - 1) / (2 * n) : 0));
  return entropies[0] + entropies[1] - entropies[2];
}

/** The last bin holds its upper edge. */
function byWidth(numbers: Float64Array, bins: number): Int32Array {
  const [least, most] = [numbers.reduce((a, b) => Math.min(a, b)), numbers.reduce((a, b) => Math.max(a, b))];
  const scale = most > least ? bins / (most - least) : 0;
  return Int32Array.from(numbers, (value) => Math.min(bins - 1, Math.floor((value - least) * scale)));
}

/** The bin of a number is that of the first of its equals in order. */
function byMass(numbers: Float64Array, bins: number): Int32Array {
  const sorted = Float64Array.from(numbers).sort();
  const first = new Map<number, number>();
  sorted.forEach((value, rank) => first.has(value) || first.set(value, rank));
  return Int32Array.from(numbers, (value) => Math.floor(((first.get(value) ?? 0) * bins) / numbers.length));
}

function entropy(binOf: Int32Array, bins: number): { nats: number; occupied: number } {
  const counts = new Float64Array(bins);
  for (const bin of binOf) counts[bin]++;
  let [nats, occupied] = [0, 0];
  for (const count of counts) {
    if (count === 0) continue;
    nats -= (count / binOf.length) * Math.log(count / binOf.length);
    occupied++;
  }
  return { nats, occupied };
}
