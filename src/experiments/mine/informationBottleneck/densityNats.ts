import { infoNce } from "../../../bounds/infoNce";
import { tf } from "../../../engine/tf";

/** Codes compared with all means at once. */
const chunk = 50;

/** A deviation that float32 rounds to 0: far below any distance of two codes. */
const least = 1e-15;

/**
 * What Gaussian codes hold of N rows, by their own density: InfoNCE with the true log q(z_i | x_j), which no critic beats. A lower bound that
 * the size of the sample cuts off at log N.
 * @param z float32 `[N, K]`, z_n drawn from N(mean_n, deviation_n²)
 */
export function densityNats(z: tf.Tensor2D, gaussian: { mean: tf.Tensor2D; deviation: tf.Tensor2D }): number {
  const scores = tf.tidy(() => {
    const mean = gaussian.mean.expandDims(0);
    const deviation = gaussian.deviation.maximum(least).expandDims(0);
    const logDeviation = deviation.log().sum(2);
    const rows = Array.from({ length: Math.ceil(z.shape[0] / chunk) }, (_, at) =>
      tf.tidy(() => {
        const some = z.slice(chunk * at, Math.min(chunk, z.shape[0] - chunk * at)).expandDims(1);
        // [chunk, N]; the constant of the density is that of every x.
        return some.sub(mean).div(deviation).square().sum(2).div(-2).sub<tf.Tensor2D>(logDeviation);
      }),
    );
    return tf.concat(rows);
  });
  const bound = infoNce(scores);
  const nats = bound.dataSync()[0];
  tf.dispose([scores, bound]);
  return nats;
}
