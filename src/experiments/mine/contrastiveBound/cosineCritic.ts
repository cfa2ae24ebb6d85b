import { tf } from "../../../engine/tf";
import { ntXent } from "../../../losses/ntXent";
import { perceptron } from "../../../models/perceptron";
import { trainableVariables } from "../../../training/trainableVariables";
import type { ContrastiveBoundConfig } from "./config";

/** Where a learned temperature starts. */
export const learnedFrom = 0.2;

type Shape = Pick<ContrastiveBoundConfig, "temperature" | "dims" | "width" | "embeddingDim">;

/** SimCLR's critic: one encoder for both views, and their cosine over τ. */
export class CosineCritic {
  readonly encoder: tf.LayersModel;
  /** log 1/τ. */
  readonly logSharpness: tf.Variable<tf.Rank.R0>;
  /** What training changes. */
  readonly trained: tf.Variable[];

  constructor({ temperature, dims, width, embeddingDim }: Shape, seed: number) {
    this.encoder = perceptron({
      ...{ name: "encoder", inputDim: dims, hiddenDims: [width, width], outputDim: embeddingDim },
      ...{ activation: "relu", seed },
    });
    const start = temperature === "learned" ? learnedFrom : temperature;
    this.logSharpness = tf.tidy(() => tf.variable(tf.scalar(-Math.log(start))));
    this.trained = [
      ...trainableVariables([this.encoder]),
      ...(temperature === "learned" ? [this.logSharpness as tf.Variable] : []),
    ];
  }

  get temperature(): number {
    return Math.exp(-this.logSharpness.dataSync()[0]);
  }

  /** Embeddings of length √(1/τ), so that their products are cosines over τ. */
  embed(x: tf.Tensor2D): tf.Tensor2D {
    return tf.tidy(() => {
      const h = this.encoder.apply(x) as tf.Tensor2D;
      const length = h.square().sum(1, true).maximum(1e-12).sqrt();
      return h.div(length).mul(this.logSharpness.div(2).exp());
    });
  }

  dispose(): void {
    this.encoder.dispose();
    this.logSharpness.dispose();
  }
}

/** NT-Xent of two views that `embed` made; with negatives of the other view alone, log N less it is InfoNCE both ways. */
export function ntXentOf(zA: tf.Tensor2D, zB: tf.Tensor2D, negativesFrom: "both" | "other" = "both"): tf.Scalar {
  return ntXent(zA, zB, { temperature: 1, normalize: false, negativesFrom });
}
