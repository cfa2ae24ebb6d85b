import { tf } from "../engine/tf";

/** An initializer as the options of a layer take it. */
export type Initializer = ReturnType<typeof tf.initializers.varianceScaling>;

/** Deviation of a standard normal truncated at two deviations, where tfjs truncates without making up for it. */
const truncated = 0.87962566103423978;

/**
 * He's normal initializer (truncated normal of variance 2 / fan-in) for the layer of this name, seeded by model and layer.
 *
 * tfjs draws in JavaScript and takes seed 0 for "no seed", so a layer's seed is a non-zero hash of both. A layer's
 * weights then depend on its own name only, not on how many layers stand before it.
 */
export function heNormal(seed: number, layerName: string): Initializer {
  const scale = 2 / truncated ** 2;
  return tf.initializers.varianceScaling({
    scale,
    mode: "fanIn",
    // What tfjs truncates is "normal"; its "truncatedNormal" is uniform.
    distribution: "normal",
    seed: layerSeed(seed, layerName),
  });
}

/** A normal distribution of this deviation for the layer of this name, seeded by model and layer. */
export function plainNormal(seed: number, layerName: string, deviation: number): Initializer {
  return tf.initializers.randomNormal({ mean: 0, stddev: deviation, seed: layerSeed(seed, layerName) });
}

/** FNV-1a over `seed/name`, never 0. */
function layerSeed(seed: number, layerName: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(`${seed}/${layerName}`)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash === 0 ? 1 : hash;
}
