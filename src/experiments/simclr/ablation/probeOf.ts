import { loadCifar10 } from "../../../data/cifar10/load";
import type { Dataset } from "../../../data/dataset";
import { subset } from "../../../data/subset";
import type { tf } from "../../../engine/tf";
import { embed } from "../../../training/embed";
import { knnProbe } from "../../../training/knnProbe";
import { linearProbe } from "../../../training/linearProbe";
import { frameworkSeeds } from "../framework";
import type { AblationConfig, AblationMetrics } from "./config";

/** The training images of the probes, drawn apart from those of the training. */
export function probedImages({ probeImages }: Pick<AblationConfig, "probeImages">, seed: number): Dataset {
  return subset(loadCifar10(), { size: probeImages, seed: frameworkSeeds(seed).probe });
}

/** How good the features of an encoder are, for all 10,000 test images: batch norm in inference. */
export function probeOf(
  encoder: tf.LayersModel,
  probed: Dataset,
  { l2 }: Pick<AblationConfig, "l2">,
): Pick<AblationMetrics, "probe" | "knn"> {
  const test = loadCifar10({ split: "test" });
  const labels = { trainLabels: probed.labels, testLabels: test.labels, classes: test.classNames.length };
  const h = { train: embed(encoder, probed), test: embed(encoder, test), ...labels };
  return { probe: 100 * linearProbe({ ...h, l2 }).testAccuracy, knn: 100 * knnProbe(h).testAccuracy };
}
