import type { tf } from "../../../engine/tf";

/**
 * Floating point operations of one training step on `images` images: two for each multiply-accumulate of convolutions and
 * dense layers, forward, and the same again for the gradient of the weights and for that of the input. The first layer needs
 * no gradient of its input. Everything else (normalization, loss, optimizer) is left out.
 */
export function flopsOfStep(models: readonly tf.LayersModel[], images: number): number {
  const forward = models.flatMap(({ layers }) => layers.map((layer) => 2 * macs(layer) * images)).filter((n) => n > 0);
  return forward.reduce((sum, n) => sum + 3 * n, 0) - (forward[0] ?? 0);
}

/** Every weight of the kernel meets every place of the output once. */
function macs(layer: tf.layers.Layer): number {
  const kind = layer.getClassName();
  if (kind !== "Conv2D" && kind !== "Dense") return 0;
  const places = (layer.outputShape as (number | null)[]).slice(1, -1);
  const kernel = layer.getWeights()[0].size;
  return places.reduce<number>((product, size) => product * (size ?? 1), kernel);
}
