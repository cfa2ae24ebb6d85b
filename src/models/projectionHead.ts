import { tf } from "../engine/tf";
import { apply } from "./apply";
import { BatchNorm } from "./batchNorm";
import { heNormal } from "./initializer";
import { requireWhole } from "./requireWhole";

export interface ProjectionHeadOptions {
  /** Width of h, the encoder's output. */
  inputDim: number;
  /** Width between the layers. Default inputDim. */
  hiddenDim?: number;
  /** Width of z. Default 128. */
  outputDim?: number;
  /** Layers with weights: 2 is SimCLR's nonlinear head, 3 that of SimCLRv2, 1 a linear one, 0 none (z is h). Default 2. */
  layers?: number;
  /** Batch norm after every layer but the last. Default true. */
  batchNorm?: boolean;
  /** Batch norm without offset after the last layer, as in the authors' code. Default false. */
  lastBatchNorm?: boolean;
  /** Seed of the weights; equal seeds give equal weights. Default 0. */
  seed?: number;
}

/**
 * The projection head g, z = g(h): used by the contrastive loss, and thrown away after pretraining, or partly kept (`fromHeadLayer`).
 *
 * z = W₂ ReLU(W₁ h) for two layers, z = W₃ ReLU(W₂ ReLU(W₁ h)) for three
 *
 * @paper arXiv 2002.05709v3, section 2.1, and section 4.2 for none, linear and nonlinear heads; arXiv 2006.10029v2, section 2, for deeper ones.
 * @differs the authors' code has batch norm without offset after the last layer too (here `lastBatchNorm`), and draws weights with deviation
 *   0.01, which the batch norm behind them takes out again.
 * @returns a model from float32 `[N, inputDim]` to `[N, outputDim]`, or to `[N, inputDim]` without layers.
 * @throws ModelError `projectionHead: outputDim is 0; it must be a whole number from 1`.
 * @cost building three layers of width 2048: about 0.2 s.
 */
export function projectionHead(options: ProjectionHeadOptions): tf.LayersModel {
  const { inputDim, hiddenDim = inputDim, outputDim = 128, layers = 2, seed = 0 } = options;
  const { batchNorm = true, lastBatchNorm = false } = options;
  requireWhole("projectionHead", 1, { inputDim, hiddenDim, outputDim });
  requireWhole("projectionHead", 0, { layers });
  const input = tf.input({ shape: [inputDim], name: "h" });
  // tfjs refuses a model whose output is its input itself.
  let x = layers === 0 ? apply(tf.layers.activation({ activation: "linear", name: "head_none" }), input) : input;
  for (let layer = 1; layer <= layers; layer++) {
    const last = layer === layers;
    const name = `head_${layer}`;
    const kernelInitializer = heNormal(seed, name);
    const useBias = !last && !batchNorm;
    x = apply(tf.layers.dense({ units: last ? outputDim : hiddenDim, useBias, kernelInitializer, name }), x);
    if (last ? lastBatchNorm : batchNorm)
      x = apply(new BatchNorm({ momentum: 0.9, epsilon: 1e-5, center: !last, name: `${name}_bn` }), x);
    if (!last) x = apply(tf.layers.reLU({ name: `${name}_relu` }), x);
  }
  return tf.model({ inputs: input, outputs: x, name: "projection_head" });
}
