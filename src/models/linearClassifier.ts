import { tf } from "../engine/tf";
import { apply } from "./apply";
import { plainNormal } from "./initializer";
import { ModelError } from "./modelError";
import { requireWhole } from "./requireWhole";

export interface LinearClassifierOptions {
  /** Width of the features. */
  inputDim: number;
  /** K, from 1. */
  classes: number;
  /** Standard deviation of the first weights, at least 0. Default 0.01, as in the authors' code. */
  deviation?: number;
  /** Seed of the weights; equal seeds give equal weights. Default 0. */
  seed?: number;
}

/**
 * A linear classifier of features: what stands on a frozen encoder, or on one that is fine-tuned.
 *
 * logits = W h + b, where W starts normal and b at 0
 *
 * @paper arXiv 2002.05709v3, section 4.1; arXiv 2006.10029v2, section 2, as W_task.
 * @returns a model from float32 `[N, inputDim]` to logits `[N, classes]`.
 * @throws ModelError `linearClassifier: classes is 0; it must be a whole number from 1`;
 *   `linearClassifier: deviation is -1; it must be at least 0`.
 * @cost a layer of tfjs, built in milliseconds.
 */
export function linearClassifier(options: LinearClassifierOptions): tf.LayersModel {
  const { inputDim, classes, deviation = 0.01, seed = 0 } = options;
  requireWhole("linearClassifier", 1, { inputDim, classes });
  if (!(deviation >= 0 && deviation < Infinity))
    throw new ModelError(`linearClassifier: deviation is ${deviation}; it must be at least 0`);
  const input = tf.input({ shape: [inputDim], name: "features" });
  const kernelInitializer = plainNormal(seed, "logits", deviation);
  const logits = apply(tf.layers.dense({ units: classes, kernelInitializer, name: "logits" }), input);
  return tf.model({ inputs: input, outputs: logits, name: "linear_classifier" });
}
