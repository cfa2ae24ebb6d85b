import { tf } from "../engine/tf";

/**
 * Matrices that filter one axis of an image: row i holds the weights around pixel i. The image is reflected at its borders
 * without repeating them, so that a, b, c goes on as b, a.
 * @param weights float32 `[N, K]`, K odd, the middle one for the pixel itself, (K - 1) / 2 < size
 * @param size pixels along the axis
 * @returns float32 `[N, 1, size, size]`, to multiply planes by
 */
export function filterMatrices(weights: tf.Tensor2D, size: number): tf.Tensor4D {
  return tf.tidy(() => {
    const taps = weights.shape[1];
    const offsets = tf.range(0, taps, 1, "int32").sub((taps - 1) / 2);
    const beyond = tf.range(0, size, 1, "int32").add(offsets.expandDims(1)); // [K, size]
    const last = size - 1;
    const sources = tf.sub(last, tf.sub(last, beyond.abs()).abs()).toInt();
    const chosen = tf.oneHot(sources.as2D(taps, size), size).toFloat(); // [K, size, size]
    return tf.matMul(weights, chosen.reshape([taps, size * size])).reshape<tf.Tensor4D>([-1, 1, size, size]);
  });
}
