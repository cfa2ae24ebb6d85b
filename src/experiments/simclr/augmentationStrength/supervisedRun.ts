import { loadCifar10 } from "../../../data/cifar10/load";
import { subset } from "../../../data/subset";
import { chain } from "../../../models/chain";
import { linearClassifier } from "../../../models/linearClassifier";
import { throwIfInterrupted } from "../../../report/abort";
import { evaluate } from "../../../training/evaluate";
import { supervised } from "../../../training/supervised";
import { meanOfLastEpoch } from "../ablation/meanOfLastEpoch";
import { probedImages, probeOf } from "../ablation/probeOf";
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
  const probed = probedImages(config, seed);
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
    return {
      metrics: {
        accuracy: 100 * evaluate(model, loadCifar10({ split: "test" })).accuracy,
        ...probeOf(encoder, probed, config),
        loss: meanOfLastEpoch(history.losses, config),
      },
      curve: { loss: curveOf(history.losses) },
    };
  } finally {
    for (const one of [model, encoder, classifier]) one.dispose();
  }
}
