import { tf } from "../../../engine/tf";
import type { Networks } from "../../../experiments/cost/passOf";
import { ntXent } from "../../../losses/ntXent";
import { projectionHead } from "../../../models/projectionHead";
import { resnet } from "../../../models/resnet";
import type { GoldenArray } from "../golden";

/** The networks of the SimCLR works, and one step of training them. */
export interface SimclrTraining {
  models: tf.LayersModel[];
  /** From views `[2N, H, W, C]`, the first views of all images before the second ones, to the loss before the step. */
  step: (views: tf.Tensor) => tf.Scalar;
}

/** The options of the networks. */
export function simclrNetworks(width: number): Networks {
  return { encoder: { depth: 18, width }, head: {} };
}

/** ResNet-18 with a stem of stride 1, projection head, NT-Xent at 0.5, SGD with momentum 0.9 and learning rate 0.05. */
export function simclrTraining(width: number): SimclrTraining {
  const options = simclrNetworks(width);
  const encoder = resnet(options.encoder);
  const head = projectionHead({ ...options.head, inputDim: 8 * width });
  const models = [encoder, head];
  const optimizer = tf.train.momentum(0.05, 0.9);
  const trained = models.flatMap(({ trainableWeights }) =>
    trainableWeights.map((weight) => weight.read() as tf.Variable),
  );
  const step = (views: tf.Tensor): tf.Scalar => {
    const contrast = (): tf.Scalar => {
      const h = encoder.apply(views, { training: true });
      const z = head.apply(h, { training: true });
      const [zA, zB] = tf.split<tf.Tensor2D>(z as tf.Tensor2D, 2);
      return ntXent(zA, zB, { temperature: 0.5 });
    };
    // Asked for the cost, minimize always gives it.
    return optimizer.minimize(contrast, true, trained) as tf.Scalar;
  };
  return { models, step };
}

/** Sets every trained weight to the golden array of its name. */
export function loadWeights(models: readonly tf.LayersModel[], array: (name: string) => GoldenArray): void {
  for (const { trainableWeights } of models) {
    for (const weight of trainableWeights) {
      const value = tensorOf(array(weight.originalName));
      weight.write(value);
      value.dispose();
    }
  }
}

/** A golden array of float32 as a tensor. */
export function tensorOf({ values, shape }: GoldenArray): tf.Tensor {
  return tf.tensor(values, [...shape], "float32");
}
