import { tf } from "../../src/engine/tf";
import { chain } from "../../src/models/chain";
import { cifarResnet } from "../../src/models/cifarResnet";
import { fromHeadLayer } from "../../src/models/fromHeadLayer";
import { linearClassifier } from "../../src/models/linearClassifier";
import { mlpClassifier } from "../../src/models/mlpClassifier";
import { projectionHead } from "../../src/models/projectionHead";
import { resnet } from "../../src/models/resnet";

/** Models of `[N, 16, 15, 3]` with every kind of layer that the library makes, small, each with all that is to be disposed of. */
export const savedModels: Record<string, () => { model: tf.LayersModel; parts: tf.LayersModel[] }> = {
  encoder: () => {
    const model = resnet({
      blocks: [1, 1],
      width: 4,
      inputShape: [16, 15, 3],
      stem: "imagenet",
      zeroGamma: true,
      seed: 1,
    });
    return { model, parts: [model] };
  },
  "fine-tuned model with selective kernels": () => {
    const kinds = { blocks: [2, 1], block: "bottleneck", stem: "imagenet", selectiveKernels: true } as const;
    const encoder = resnet({ ...kinds, width: 3, inputShape: [16, 15, 3], padding: "symmetric", seed: 2 });
    const head = projectionHead({ inputDim: 24, hiddenDim: 10, outputDim: 6, layers: 3, seed: 2 });
    const features = fromHeadLayer({ encoder, head, layer: 2 });
    const classifier = linearClassifier({ inputDim: 10, classes: 4, seed: 2 });
    const model = chain([features, classifier]);
    return { model, parts: [model, classifier, features, head, encoder] };
  },
  "CIFAR ResNet with head and classifier": () => {
    const encoder = cifarResnet({ depth: 8, width: 3, inputShape: [16, 15, 3], padding: "symmetric", seed: 3 });
    const head = projectionHead({ inputDim: 12, outputDim: 7, lastBatchNorm: true, batchNorm: false, seed: 3 });
    const classifier = mlpClassifier({ inputDim: 7, hiddenDims: [9, 8], classes: 5, batchNorm: true, seed: 3 });
    const none = projectionHead({ inputDim: 12, layers: 0 });
    none.name = "no_head";
    const model = chain([encoder, none, head, classifier]);
    return { model, parts: [model, none, head, classifier, encoder] };
  },
};

/** The same few images for every model. */
export const images = (): tf.Tensor4D => tf.randomUniform<tf.Rank.R4>([3, 16, 15, 3], 0, 1, "float32", 7);

/** Two steps in training, after which no weight and no moving statistic is what it was at the beginning. */
export function trainBriefly(model: tf.LayersModel): void {
  const optimizer = tf.train.adam(0.03);
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  tf.tidy(() => {
    const x = images();
    for (let step = 0; step < 2; step++)
      optimizer.minimize(() => (model.apply(x, { training: true }) as tf.Tensor).square().mean(), false, variables);
  });
  optimizer.dispose();
}

export function outputs(model: tf.LayersModel): number[] {
  return tf.tidy(() => [...(model.predict(images()) as tf.Tensor).dataSync()]);
}
