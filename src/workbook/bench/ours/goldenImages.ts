import { simclr } from "../../../augment/simclr";
import type { Dataset } from "../../../data/dataset";
import { gather } from "../../../data/gather";
import { tf } from "../../../engine/tf";
import { key } from "../../../random/key";
import { type GoldenArray, type Pixels } from "../golden";

/** The golden images as a data set without labels. */
export function imagesOf({ shape, values }: GoldenArray): Dataset {
  const [size, height, width, channels] = shape;
  const labels = new Uint8Array(size);
  return {
    name: "golden",
    size,
    shape: [height, width, channels],
    images: values as Uint8Array,
    labels,
    classNames: [],
  };
}

/** The indices of the n-th batch, in the order of the images, over and over. */
export function batchOf(dataset: Dataset, size: number, n: number): Int32Array {
  return Int32Array.from({ length: size }, (_, i) => (n * size + i) % dataset.size);
}

/** Mean and deviation over one view of every image. */
export function pixelsOfViews(dataset: Dataset): Pixels {
  return tf.tidy(() => {
    const all = Array.from({ length: dataset.size }, (_, n) => n);
    const { mean, variance } = tf.moments(simclr()(gather(dataset, all), key(0)));
    return { mean: mean.dataSync()[0], deviation: variance.sqrt().dataSync()[0] };
  });
}
