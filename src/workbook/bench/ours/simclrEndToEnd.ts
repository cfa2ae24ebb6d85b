import { simclrViews } from "../../../augment/simclrViews";
import { gatherBytes } from "../../../data/gatherBytes";
import { fromBytes } from "../../../engine/bytes";
import { tf } from "../../../engine/tf";
import { foldIn } from "../../../random/foldIn";
import { type Key, key } from "../../../random/key";
import { readGolden } from "../golden";
import type { Job } from "../job";
import { batchOf, imagesOf, pixelsOfViews } from "./goldenImages";
import { milliseconds, type Session } from "./session";
import { openSimclrStep } from "./simclrStep";
import { stepOf, take } from "./stepOf";

const batchSize = 128;

/** SimCLR steps from images in memory: two random views of 128 images, then the step, all in one. */
export function openSimclrEndToEnd(job: Job): Session {
  const { training, facts } = openSimclrStep(job);
  const images = imagesOf(readGolden(job.golden).array("images"));
  const seed = key(0);
  const step = stepOf(job, (batch: tf.Tensor4D, seed: Key, counter: tf.Scalar) =>
    training.step(tf.concat(simclrViews(fromBytes(batch), foldIn(seed, counter)))),
  );
  let counter = 0;
  const run = (steps: number): number =>
    milliseconds(() => {
      for (let n = 0; n < steps; n++, counter++) {
        const batch = gatherBytes(images, batchOf(images, batchSize, counter));
        const count = tf.scalar(counter, "int32");
        take(step(batch, seed, count));
        tf.dispose([batch, count]);
      }
    });
  run(2);
  return { facts: { ...facts, pixels: pixelsOfViews(images) }, run };
}
