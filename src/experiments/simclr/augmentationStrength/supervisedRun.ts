import { loadCifar10 } from "../../../data/cifar10/load";
import { subset } from "../../../data/subset";
import { chain } from "../../../models/chain";
import { linearClassifier } from "../../../models/linearClassifier";
import { throwIfInterrupted } from "../../../report/abort";
import { evaluate } from "../../../training/evaluate";
import { supervised } from "../../../training/supervised";
import { probeOf } from "../ablation/probeOf";
import { curveOf } from "../../curveOf";
import type { Measured, RunContext } from "../../experiment";
import { frameworkAugmentation, frameworkModels } from "../framework";
import type { AugmentationStrengthConfig, AugmentationStrengthMetrics } from "./config";

/** The same encoder on the same images with the same augmentation, trained with their labels. */
export async function supervisedRun(
  config: AugmentationStrengthConfig,
  { seed, signal, progress, checkpoint, tensorBoard }: RunContext,
): Promise<Measured<AugmentationStrengthMetrics>> {
  const { images, epochs, batchSize, learningRate, weightDecay } = config;
  const data = subset(loadCifar10(), { size: images, seed });
  const { encoder, head } = frameworkModels(config, seed);
  head.dispose();
  const inputDim = encoder.outputShape[1] as number;
  const classifier = linearClassifier({ inputDim, classes: data.classNames.length, seed });
  const model = chain([encoder, classifier]);
  try {
    const history = await supervised({
      ...{ model, data, epochs, batchSize, learningRate, weightDecay, seed, signal, progress, tensorBoard },
      augment: frameworkAugmentation(config),
      checkpoint: checkpoint?.("supervised"),
    });
    throwIfInterrupted("augmentation-strength", signal);
    const lastEpoch = history.losses.slice(-Math.floor(images / batchSize));
    return {
      metrics: {
        accuracy: 100 * evaluate(model, loadCifar10({ split: "test" })).accuracy,
        ...probeOf(encoder, config, seed),
        loss: lastEpoch.reduce((sum, one) => sum + one, 0) / lastEpoch.length,
      },
      curve: { loss: curveOf(history.losses) },
      viewsPerSecond: history.imagesPerSecond,
    };
  } finally {
    for (const one of [model, encoder, classifier]) one.dispose();
  }
}
