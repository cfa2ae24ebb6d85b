import { simclr } from "../../../augment/simclr";
import { gatherBytes } from "../../../data/gatherBytes";
import { fromBytes } from "../../../engine/bytes";
import { tf } from "../../../engine/tf";
import { foldIn } from "../../../random/foldIn";
import { type Key, key } from "../../../random/key";
import { readGolden } from "../golden";
import type { Job } from "../job";
import { batchOf, imagesOf, pixelsOfViews } from "./goldenImages";
import { milliseconds, type Session } from "./session";
import { stepOf } from "./stepOf";

const batchSize = 256;

/** Batches of 256 images in memory, one random view of each. */
export function openAugmentation(job: Job): Session {
  const images = imagesOf(readGolden(job.golden).array("images"));
  const seed = key(0);
  const transform = simclr();
  const augment = stepOf(job, (batch: tf.Tensor4D, seed: Key, counter: tf.Scalar) =>
    transform(fromBytes(batch), foldIn(seed, counter)),
  );
  let counter = 0;
  const run = (steps: number): number =>
    milliseconds(() => {
      for (let n = 0; n < steps; n++, counter++) {
        const batch = gatherBytes(images, batchOf(images, batchSize, counter));
        const count = tf.scalar(counter, "int32");
        tf.dispose([augment(batch, seed, count), batch, count]);
      }
    });
  run(2);
  return { facts: { pixels: pixelsOfViews(images) }, run };
}
