import { ksg } from "../../../bounds/ksg";
import type { Pairs } from "../../../data/samplers/pairSampler";
import { tf } from "../../../engine/tf";
import { key } from "../../../random/key";
import { split } from "../../../random/split";
import { uniform } from "../../../random/uniform";

/** Far below any distance that tells, also among the many small numbers beside a few huge ones. */
const jitter = 1e-9;

/** Nearest neighbours, on a sample whose equal numbers are kept apart by a little noise, as the authors of KSG advise. */
export function byNeighbours({ x, z }: Pairs, { neighbours, seed }: { neighbours: number; seed: number }): number {
  const noise = tf.tidy(() => {
    const keys = split(key(7_000_000 + seed));
    return [x, z].map((rows, side) => uniform(keys[side], rows.shape, { min: -1, max: 1 }).dataSync<"float32">());
  });
  const [apartX, apartZ] = [x, z].map((rows, side) =>
    Float64Array.from(rows.dataSync(), (value, n) => value + jitter * noise[side][n]),
  );
  return ksg(apartX, apartZ, { xDim: x.shape[1], zDim: z.shape[1], k: neighbours });
}
