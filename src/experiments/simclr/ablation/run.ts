import type { Branches } from "../../../augment/simclrViews";
import type { Transform } from "../../../augment/transform";
import { loadCifar10 } from "../../../data/cifar10/load";
import { subset } from "../../../data/subset";
import { contrastiveAccuracy } from "../../../metrics/contrastiveAccuracy";
import { throwIfInterrupted } from "../../../report/abort";
import { embedViews, type EmbeddedViews } from "../../../training/embedViews";
import { pretrain, type ContrastiveLoss } from "../../../training/pretrain";
import { curveOf } from "../../curveOf";
import type { Measured, RunContext } from "../../experiment";
import { frameworkModels, frameworkTraining } from "../framework";
import type { AblationConfig, AblationMetrics } from "./config";
import { meanOfLastEpoch } from "./meanOfLastEpoch";
import { probedImages, probeOf } from "./probeOf";

/** What an ablation varies. */
export interface AblationChoices<Extra> {
  /** Makes the views, of pretraining and of contrastive accuracy. */
  augment: Transform | Branches;
  /** Default: that of `pretrain`. */
  loss?: ContrastiveLoss;
  /** Whether contrastive accuracy compares by the cosine. Default true. */
  normalize?: boolean;
  /** Measures more on the test images' views. Default: nothing. */
  ofViews?: (views: EmbeddedViews) => Extra;
}

/**
 * A run of an ablation: pretraining, then the probes of h on all test images, and contrastive accuracy on views of test images.
 * @param who the experiment, for the message when it is interrupted
 */
export async function runAblation<Extra = object>(
  who: string,
  config: AblationConfig,
  { seed, signal, progress, checkpoint, tensorBoard }: RunContext,
  { augment, loss, normalize = true, ofViews }: AblationChoices<Extra>,
): Promise<Measured<AblationMetrics & Extra>> {
  // Before the training, so that a size that cannot be is refused at once.
  const pretrained = subset(loadCifar10(), { size: config.images, seed });
  const contrasted = subset(loadCifar10({ split: "test" }), { size: config.contrastImages, seed });
  const probed = probedImages(config, seed);
  const { encoder, head } = frameworkModels(config, seed);
  try {
    const history = await pretrain({
      ...frameworkTraining(config, seed),
      ...{ encoder, head, augment, loss, signal, progress },
      data: pretrained,
      checkpoint: checkpoint?.("pretrain"),
      tensorBoard,
    });
    throwIfInterrupted(who, signal);
    const views = embedViews(contrasted, { encoder, head, augment, seed: 3_000_000 + seed });
    return {
      metrics: {
        ...probeOf(encoder, probed, config),
        contrastiveAccuracy: 100 * contrastiveAccuracy(views.zA, views.zB, { normalize, negativesFrom: "other" }),
        ...(ofViews?.(views) as Extra),
        loss: meanOfLastEpoch(history.losses, config),
      },
      curve: { loss: curveOf(history.losses) },
      viewsPerSecond: history.viewsPerSecond,
    };
  } finally {
    encoder.dispose();
    head.dispose();
  }
}
