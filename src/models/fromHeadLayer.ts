import { tf } from "../engine/tf";
import { apply } from "./apply";
import { ModelError } from "./modelError";
import { sharing } from "./sharing";

export interface FromHeadLayerOptions {
  /** f. */
  encoder: tf.LayersModel;
  /** g, as `projectionHead` makes it. */
  head: tf.LayersModel;
  /** k: how many of the head's layers stay, from 0 (none, h) to all of them (z). */
  layer: number;
}

/**
 * The encoder with the first k layers of the projection head, each with its batch norm and ReLU: where SimCLRv2 fine-tunes from.
 *
 * x ↦ ReLU(BN(W₁ f(x))) for k = 1
 *
 * It runs on the very weights of encoder and head, not on copies: training it trains them.
 *
 * @paper arXiv 2006.10029v2, section 2 and figure 5: from the first layer of three is best with few labels.
 * @returns a model from the encoder's input to the features after layer k; the encoder itself for 0. Disposing of another leaves encoder and head alive.
 * @throws ModelError `fromHeadLayer: layer is 4; the head has 3 layers, so a whole number from 0 to 3 is needed`;
 *   `fromHeadLayer: the head takes 64 features, but the encoder gives 128`.
 * @cost no copy of weights.
 */
export function fromHeadLayer({ encoder, head, layer }: FromHeadLayerOptions): tf.LayersModel {
  const isDense = (one: tf.layers.Layer): boolean => one.getClassName() === "Dense";
  const count = head.layers.filter(isDense).length;
  if (!Number.isInteger(layer) || layer < 0 || layer > count)
    throw new ModelError(
      `fromHeadLayer: layer is ${layer}; the head has ${count} layers, so a whole number from 0 to ${count} is needed`,
    );
  const [given, taken] = [encoder.outputs[0], head.inputs[0]].map(({ shape }) => shape[1]);
  if (given !== taken)
    throw new ModelError(`fromHeadLayer: the head takes ${taken} features, but the encoder gives ${given}`);
  if (layer === 0) return encoder;
  const input = tf.input({ shape: encoder.inputs[0].shape.slice(1), name: "input" });
  let x = apply(encoder, input);
  let seen = 0;
  // The first is the head's own input.
  for (const one of head.layers.slice(1)) {
    if (isDense(one) && ++seen > layer) break;
    x = apply(one, x);
  }
  return sharing({ inputs: input, outputs: x, name: `${encoder.name}_head_${layer}` });
}
