import { ksg } from "../../bounds/ksg";
import type { Pairs } from "../../data/samplers/pairSampler";
import { tf } from "../../engine/tf";
import { key } from "../../random/key";
import { permutation } from "../../random/permutation";
import { throwIfInterrupted } from "../../report/abort";
import { progress as progressLine, type Progress } from "../../report/progress";

const parts = 10;

/** Pairs that are left when the largest tenth is not. */
export function leastKept(pairs: number): number {
  return pairs - Math.ceil(pairs / parts);
}

/**
 * Nearest neighbours on all pairs, and on all but each tenth in turn: how much the tenths change it says how far chance does. This
 * errs on the side of too wide an interval. Drawing pairs again, as the bootstrap does, would make neighbours at distance 0.
 */
export async function jackknife(
  { x, z }: Pairs,
  { k, seed }: { k: number; seed: number },
  watch: { signal?: AbortSignal; progress?: Progress },
): Promise<{ miNats: number; standardErrorNats: number }> {
  const size = x.shape[0];
  const order = tf.tidy(() => permutation(key(seed), size).dataSync<"int32">());
  const [xs, zs] = [x.dataSync(), z.dataSync()];
  const [xDim, zDim] = [x.shape[1], z.shape[1]];
  const line =
    watch.progress ?? progressLine({ total: parts + 1, label: "estimating mutual information", unit: "searches" });
  const values: number[] = [];
  try {
    // The last leaves nothing out.
    for (let left = 0; left <= parts; left++) {
      throwIfInterrupted("estimate", watch.signal);
      const kept = order.filter((_, place) => place % parts !== left);
      values.push(ksg(take(xs, kept, xDim), take(zs, kept, zDim), { xDim, zDim, k }));
      line.update(left + 1);
      await new Promise(setImmediate);
    }
  } finally {
    line.finish();
  }
  const [all, without] = [values[parts], values.slice(0, parts)];
  const mean = without.reduce((sum, value) => sum + value, 0) / parts;
  const squares = without.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { miNats: all, standardErrorNats: Math.sqrt(((parts - 1) / parts) * squares) };
}

function take(values: ArrayLike<number>, rows: Int32Array, columns: number): Float64Array {
  return Float64Array.from({ length: rows.length * columns }, (_, at) => {
    const row = rows[Math.floor(at / columns)];
    return values[row * columns + (at % columns)];
  });
}
