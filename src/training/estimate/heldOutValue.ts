import { cyclicShift } from "../../bounds/cyclicShift";
import { infoNce } from "../../bounds/infoNce";
import type { Pairs } from "../../data/samplers/pairSampler";
import { tf } from "../../engine/tf";
import type { StatisticsNetwork } from "../../models/statisticsNetwork";
import type { EstimatedBound } from "./objective";

export interface Judgement {
  bound: EstimatedBound;
  clip: number;
  /** Shifts of z that give marginal pairs: as many for each pair. */
  shifts: number;
  /** Pairs of an InfoNCE batch: its value depends on it. */
  batchSize: number;
}

export interface HeldOutValue {
  miNats: number;
  /** Of miNats, over the choice of the pairs, for this critic. */
  standardErrorNats: number;
}

/** Pairs scored at once: bounds the memory. */
const chunk = 8192;

/** The value of a bound for a critic that stays as it is, on pairs that it was not trained on, with float64 sums. */
export function heldOutValue(network: StatisticsNetwork, pairs: Pairs, judgement: Judgement): HeldOutValue {
  return judgement.bound === "infoNce" ? byBatches(network, pairs, judgement) : byScores(network, pairs, judgement);
}

/**
 * mean t - g(M), M the mean of marginal weights w, with its standard error by the delta method: pair n enters through its t, through
 * the weights of its x and through those of its z, so its influence is t_n - g'(M) (w̄ of its x + w̄ of its z).
 */
function byScores(network: StatisticsNetwork, pairs: Pairs, { bound, clip, shifts }: Judgement): HeldOutValue {
  const n = pairs.x.shape[0];
  const count = Math.min(shifts, n - 1);
  const joint = scores(network, pairs.x, pairs.z);
  const logWeights = Array.from({ length: count }, (_, s) => {
    const shifted = cyclicShift(pairs.z, s + 1);
    const t = scores(network, pairs.x, shifted);
    shifted.dispose();
    return bound === "smile" ? t.map((value) => Math.min(clip, Math.max(-clip, value))) : t;
  });
  // The logarithm takes the largest weight back out; NWJ's weights are exp(T - 1) themselves.
  const scale =
    bound === "nwj" ? 1 : logWeights.reduce((most, t) => t.reduce((a, b) => Math.max(a, b), most), -Infinity);
  const own = new Float64Array(n);
  for (let s = 0; s < count; s++)
    for (let i = 0; i < n; i++) {
      const weight = Math.exp(logWeights[s][i] - scale) / count;
      own[i] += weight;
      own[(i + s + 1) % n] += weight;
    }
  const mean = average(own) / 2;
  const [value, slope] = bound === "nwj" ? [mean, 1] : [Math.log(mean) + scale, 1 / mean];
  const influence = joint.map((t, i) => t - slope * own[i]);
  return { miNats: average(joint) - value, standardErrorNats: deviation(influence) / Math.sqrt(n) };
}

function byBatches(network: StatisticsNetwork, pairs: Pairs, { batchSize }: Judgement): HeldOutValue {
  const batches = Math.floor(pairs.x.shape[0] / batchSize);
  const values = Float64Array.from({ length: batches }, (_, at) =>
    tf.tidy(() => {
      const [x, z] = [pairs.x, pairs.z].map((rows) => rows.slice([at * batchSize, 0], [batchSize, -1]));
      return infoNce(network.scoreAll(x, z)).dataSync()[0];
    }),
  );
  return { miNats: average(values), standardErrorNats: deviation(values) / Math.sqrt(batches) };
}

function scores(network: StatisticsNetwork, x: tf.Tensor2D, z: tf.Tensor2D): Float64Array {
  const n = x.shape[0];
  const all = new Float64Array(n);
  for (let start = 0; start < n; start += chunk) {
    const size = Math.min(chunk, n - start);
    const part = tf.tidy(() =>
      network.score(x.slice([start, 0], [size, -1]), z.slice([start, 0], [size, -1])).dataSync(),
    );
    all.set(part, start);
  }
  return all;
}

function average(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: Float64Array): number {
  const mean = average(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
