import { loadCifar10 } from "../../../data/cifar10/load";
import { subset } from "../../../data/subset";
import type { tf } from "../../../engine/tf";
import { embed } from "../../../training/embed";
import { knnProbe } from "../../../training/knnProbe";
import { linearProbe } from "../../../training/linearProbe";
import { frameworkSeeds } from "../framework";
import type { AblationConfig, AblationMetrics } from "./config";

/** How good the features of an encoder are: of `probeImages` training images for all 10,000 test images, batch norm in inference. */
export function probeOf(
  encoder: tf.LayersModel,
  { probeImages, l2 }: Pick<AblationConfig, "probeImages" | "l2">,
  seed: number,
): Pick<AblationMetrics, "probe" | "knn"> {
  const train = subset(loadCifar10(), { size: probeImages, seed: frameworkSeeds(seed).probe });
  const test = loadCifar10({ split: "test" });
  const labels = { trainLabels: train.labels, testLabels: test.labels, classes: test.classNames.length };
  const h = { train: embed(encoder, train), test: embed(encoder, test), ...labels };
  return { probe: 100 * linearProbe({ ...h, l2 }).testAccuracy, knn: 100 * knnProbe(h).testAccuracy };
}
