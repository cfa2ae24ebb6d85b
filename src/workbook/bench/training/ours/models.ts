import { tf } from "../../../../engine/tf";
import { projectionHead } from "../../../../models/projectionHead";
import { resnet } from "../../../../models/resnet";
import type { GoldenArrays } from "../../golden";
import { network } from "../trainingJob";

/** Encoder and head with the weights of a seed. */
export function modelsOf(seed: number): { encoder: tf.LayersModel; head: tf.LayersModel } {
  const { depth, width, stemStride } = network;
  const encoder = resnet({ depth, width, stemStride, seed });
  const inputDim = encoder.outputShape[1] as number;
  return { encoder, head: projectionHead({ inputDim, outputDim: inputDim, seed }) };
}

/** Their trained weights as the peers read them. */
export function weightsOf(models: readonly tf.LayersModel[]): GoldenArrays {
  const weights = models.flatMap(({ trainableWeights }) => trainableWeights);
  return Object.fromEntries(
    weights.map((weight) => {
      const value = weight.read();
      return [weight.originalName, { dtype: "float32", shape: value.shape, values: value.dataSync<"float32">() }];
    }),
  );
}
