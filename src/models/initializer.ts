import { tf } from "../engine/tf";

/** An initializer as the options of a layer take it. */
export type Initializer = ReturnType<typeof tf.initializers.heNormal>;

/**
 * He's normal initializer (truncated, variance 2 / fan-in) for the layer of this name, seeded by model and layer.
 *
 * tfjs draws in JavaScript and takes seed 0 for "no seed", so a layer's seed is a non-zero hash of both. A layer's
 * weights then depend on its own name only, not on how many layers stand before it.
 */
export function heNormal(seed: number, layerName: string): Initializer {
  return tf.initializers.heNormal({ seed: layerSeed(seed, layerName) });
}

/** FNV-1a over `seed/name`, never 0. */
function layerSeed(seed: number, layerName: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(`${seed}/${layerName}`)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash === 0 ? 1 : hash;
}
