import { tf } from "../engine/tf";
import { BatchNorm } from "./batchNorm";
import { heNormal } from "./initializer";
import { ModelError } from "./modelError";

export interface ProjectionHeadOptions {
  /** Width of h, the encoder's output. */
  inputDim: number;
  /** Width between the layers. Default inputDim. */
  hiddenDim?: number;
  /** Width of z. Default 128. */
  outputDim?: number;
  /** Layers with weights: 2 is the paper's nonlinear head, 1 a linear one, 0 none (z is h). Default 2. */
  layers?: number;
  /** Batch norm after every layer but the last. Default true. */
  batchNorm?: boolean;
  /** Seed of the weights; equal seeds give equal weights. Default 0. */
  seed?: number;
}

/**
 * The projection head g, z = g(h): used by the contrastive loss, and thrown away after pretraining.
 *
 * z = W₂ ReLU(W₁ h) for two layers
 *
 * @paper arXiv 2002.05709v3, section 2.1, and section 4.2 for none, linear and nonlinear heads.
 * @differs the authors' code has batch norm without offset after the last layer too.
 * @returns a model from float32 `[N, inputDim]` to `[N, outputDim]`, or to `[N, inputDim]` without layers.
 * @throws ModelError `projectionHead: outputDim is 0; it must be a whole number from 1`.
 */
export function projectionHead(options: ProjectionHeadOptions): tf.LayersModel {
  const { inputDim, hiddenDim = inputDim, outputDim = 128, layers = 2, batchNorm = true, seed = 0 } = options;
  for (const [name, width] of Object.entries({ inputDim, hiddenDim, outputDim })) atLeast(1, name, width);
  atLeast(0, "layers", layers);
  const input = tf.input({ shape: [inputDim], name: "h" });
  // tfjs refuses a model whose output is its input itself.
  let x = layers === 0 ? apply(tf.layers.activation({ activation: "linear", name: "head_none" }), input) : input;
  for (let layer = 1; layer <= layers; layer++) {
    const last = layer === layers;
    const name = `head_${layer}`;
    const kernelInitializer = heNormal(seed, name);
    const useBias = !last && !batchNorm;
    x = apply(tf.layers.dense({ units: last ? outputDim : hiddenDim, useBias, kernelInitializer, name }), x);
    if (last) continue;
    if (batchNorm) x = apply(new BatchNorm({ momentum: 0.9, epsilon: 1e-5, name: `${name}_bn` }), x);
    x = apply(tf.layers.reLU({ name: `${name}_relu` }), x);
  }
  return tf.model({ inputs: input, outputs: x, name: "projection_head" });
}

function apply(layer: tf.layers.Layer, x: tf.SymbolicTensor): tf.SymbolicTensor {
  return layer.apply(x) as tf.SymbolicTensor;
}

function atLeast(least: number, name: string, value: number): void {
  if (!Number.isInteger(value) || value < least)
    throw new ModelError(`projectionHead: ${name} is ${value}; it must be a whole number from ${least}`);
}
