import { diagonalAndRest } from "../../../bounds/diagonalAndRest";
import { donskerVaradhan } from "../../../bounds/donskerVaradhan";
import { klToStandardNormal } from "../../../bounds/klToStandardNormal";
import type { Dataset } from "../../../data/dataset";
import { gather } from "../../../data/gather";
import { tf } from "../../../engine/tf";
import type { BottleneckEncoder } from "../../../models/bottleneckEncoder";
import type { StatisticsNetwork } from "../../../models/statisticsNetwork";
import { foldIn } from "../../../random/foldIn";
import { key } from "../../../random/key";
import { inChunks } from "../../../training/inChunks";
import type { CodePenalty } from "../../../training/bottleneck";
import type { InformationBottleneckMetrics } from "./config";
import { densityNats } from "./densityNats";

export interface Networks {
  encoder: BottleneckEncoder;
  decoder: tf.LayersModel;
  statistics?: StatisticsNetwork;
}

export interface Judging {
  /** Codes drawn of each image; a code that is not random is drawn once. */
  draws: number;
  seed: number;
}

const isRandom = ({ noise }: BottleneckEncoder): boolean => noise.kind === "gaussian" || noise.kind === "additive";

const rowsOf = (data: Dataset, indices: readonly number[]): tf.Tensor2D =>
  gather(data, indices).reshape([indices.length, -1]);

/** Error in % and cross-entropy in nats of the mean prediction over draws of the code. */
export function judgeCodes(
  { encoder, decoder }: Networks,
  data: Dataset,
  { draws, seed }: Judging,
): { error: number; crossEntropy: number } {
  const predictions = inChunks(data.size, (indices) => {
    const x = rowsOf(data, indices);
    const predict = (draw: number): tf.Tensor2D => {
      const noise = isRandom(encoder) ? foldIn(foldIn(key(seed), draw), indices[0]) : undefined;
      return tf.softmax(decoder.apply(encoder.encode(x, noise).z) as tf.Tensor2D);
    };
    const drawn = Array.from({ length: isRandom(encoder) ? draws : 1 }, (_, draw) => tf.tidy(() => predict(draw)));
    return tf.addN(drawn).div<tf.Tensor2D>(drawn.length);
  });
  let [wrong, crossEntropy] = [0, 0];
  for (let n = 0; n < data.size; n++) {
    const row = predictions.values.subarray(n * predictions.columns, (n + 1) * predictions.columns);
    if (row.indexOf(Math.max(...row)) !== data.labels[n]) wrong++;
    // float32 has nothing smaller above 0: a prediction that rounds to 0 costs 103 nats, not infinitely many.
    crossEntropy -= Math.log(Math.max(row[data.labels[n]], 1.4e-45)) / data.size;
  }
  return { error: (100 * wrong) / data.size, crossEntropy };
}

/** What the codes hold of images, in nats, by every bound that the encoder's noise and the training have. */
export function informationOf(
  { encoder, statistics, penalty }: Networks & { penalty?: CodePenalty },
  data: Dataset,
  { seed }: Pick<Judging, "seed">,
): Pick<InformationBottleneckMetrics, "klNats" | "heldOutMineNats" | "densityNats"> {
  return tf.tidy(() => {
    const x = rowsOf(
      data,
      Array.from({ length: data.size }, (_, n) => n),
    );
    const { z, gaussian } = encoder.encode(x, foldIn(key(seed), 0));
    const read = (value: tf.Scalar): number => value.dataSync()[0];
    const scores = statistics && diagonalAndRest(statistics.scoreAll(x, z));
    return {
      // Without VIB's penalty nothing holds a Gaussian code near the standard normal: the distance says nothing, and may be infinite.
      ...(gaussian &&
        penalty?.kind === "variational" && { klNats: read(klToStandardNormal(gaussian.mean, gaussian.deviation)) }),
      ...(scores && { heldOutMineNats: read(donskerVaradhan(scores.joint, scores.marginal)) }),
      ...(gaussian && { densityNats: densityNats(z, gaussian) }),
    };
  });
}
