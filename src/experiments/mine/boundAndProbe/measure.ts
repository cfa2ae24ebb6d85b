import type { Transform } from "../../../augment/transform";
import type { Dataset } from "../../../data/dataset";
import type { tf } from "../../../engine/tf";
import { embed, project } from "../../../training/embed";
import { embedViews, type EmbeddedViews } from "../../../training/embedViews";
import type { Features } from "../../../training/features";
import { ridgeProbe } from "../../../training/ridgeProbe";

export interface Models {
  encoder: tf.LayersModel;
  head: tf.LayersModel;
}

/** Both views of every image before the head, and after it. */
export function viewsBefore(
  { encoder, head }: Models,
  images: Dataset,
  { augment, seed }: { augment: Transform; seed: number },
): { h: EmbeddedViews; z: EmbeddedViews } {
  const h = embedViews(images, { encoder, augment, seed });
  return { h, z: { zA: project(head, h.zA), zB: project(head, h.zB) } };
}

/** Test accuracy of a ridge probe, in points, of h and of z. */
export function probesOf(
  { encoder, head }: Models,
  { probed, test, l2 }: { probed: Dataset; test: Dataset; l2: number },
): { probe: number; zProbe: number } {
  const h = { train: embed(encoder, probed), test: embed(encoder, test) };
  const accuracyOf = (features: Record<"train" | "test", Features>): number => {
    const labels = { trainLabels: probed.labels, testLabels: test.labels, classes: test.classNames.length };
    return 100 * ridgeProbe({ ...features, ...labels, l2 }).testAccuracy;
  };
  return {
    probe: accuracyOf(h),
    zProbe: accuracyOf({ train: project(head, h.train), test: project(head, h.test) }),
  };
}
