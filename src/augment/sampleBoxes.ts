import { tf } from "../engine/tf";
import type { Key } from "../random/key";
import { uniform } from "../random/uniform";

export interface SampleBoxesOptions {
  /** N, boxes to draw. */
  count: number;
  /** Height and width of the images, pixels. */
  imageSize: readonly [height: number, width: number];
  /** Smallest and largest share of the image's area. */
  area: readonly [smallest: number, largest: number];
  /** Smallest and largest width / height. */
  aspectRatio: readonly [smallest: number, largest: number];
}

const attempts = 10;

/**
 * Boxes of "inception style" cropping: area uniform, aspect ratio log-uniform, rounded to whole pixels; the first of ten
 * such pairs that fits into the image, at a uniform place. If none fits: the largest centred box with an allowed aspect ratio.
 * @differs from the authors' code, whose aspect ratio is uniform, with 100 attempts; the distribution is torchvision's.
 * @param key int32 `[2]`
 * @returns float32 `[N, 4]`: top, left, height, width, whole pixels
 */
export function sampleBoxes(key: Key, { count, imageSize, area, aspectRatio }: SampleBoxesOptions): tf.Tensor2D {
  const [H, W] = imageSize;
  const [low, high] = aspectRatio.map(Math.log);
  return tf.tidy(() => {
    const [areas, ratios, places] = tf.split(
      uniform<tf.Rank.R2>(key, [count, 2 * attempts + 2]),
      [attempts, attempts, 2],
      1,
    );
    const pixels = areas.mul((area[1] - area[0]) * H * W).add(area[0] * H * W);
    const root = ratios
      .mul((high - low) / 2)
      .add(low / 2)
      .exp(); // √(width / height)
    const side = pixels.sqrt();
    const heights = tf.round(side.div(root)); // [N, attempts]
    const widths = tf.round(side.mul(root));
    const fits = tf.cast(heights.greater(0).logicalAnd(widths.greater(0)).logicalAnd(heights.lessEqual(H)).logicalAnd(widths.lessEqual(W)), "float32"); // prettier-ignore
    // The earlier an attempt the larger its score, so that the first that fits has the largest one.
    const scores = fits.mul(tf.range(attempts, 0, -1));
    const first = tf.oneHot(scores.argMax(1), attempts).toFloat().mul(fits); // all zero when none fits
    const none = tf.sub(1, first.sum(1, true)); // [N, 1]
    const fallback = fallbackBox({ imageSize, aspectRatio });
    const height = first.mul(heights).sum(1, true).add(none.mul(fallback.height));
    const width = first.mul(widths).sum(1, true).add(none.mul(fallback.width));
    const room = tf.sub(tf.tensor1d([H, W]), tf.concat([height, width], 1)); // [N, 2]
    const anywhere = places.mul(room.add(1)).floor();
    const corner = none.mul(room.div(2).floor()).add(tf.sub(1, none).mul(anywhere));
    return tf.concat2d([corner as tf.Tensor2D, height as tf.Tensor2D, width as tf.Tensor2D], 1);
  });
}

/** The largest box of an allowed aspect ratio: the whole image, unless that is too long or too tall. */
function fallbackBox({ imageSize, aspectRatio }: Pick<SampleBoxesOptions, "imageSize" | "aspectRatio">) {
  const [height, width] = imageSize;
  if (width / height < aspectRatio[0]) return { height: Math.round(width / aspectRatio[0]), width };
  if (width / height > aspectRatio[1]) return { height, width: Math.round(height * aspectRatio[1]) };
  return { height, width };
}
