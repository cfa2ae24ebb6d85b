import { tf } from "../engine/tf";
import { AugmentError } from "./augmentError";

/** Images with the channel outside, float32 `[N, C, H, W]`: every channel is a plane. */
export type Planes = tf.Tensor4D;

/**
 * Lets `work` see the images as planes. With an innermost axis of 3, TensorFlow's element-wise ops, reductions and matrix
 * products take two to four times as long on a CPU; two transpositions are cheaper than one such op.
 */
export function onPlanes(asker: string, images: tf.Tensor4D, work: (planes: Planes) => Planes): tf.Tensor4D {
  if (images.rank !== 4 || images.dtype !== "float32")
    throw new AugmentError(
      `${asker}: the images are ${images.dtype} [${images.shape.join(", ")}]; they must be float32 [N, H, W, C] in [0, 1]`,
    );
  return tf.tidy(() => toImages(work(toPlanes(images))));
}

/** As `onPlanes`, for what is defined on colours only. */
export function onColorPlanes(asker: string, images: tf.Tensor4D, work: (planes: Planes) => Planes): tf.Tensor4D {
  if (images.shape[3] !== 3)
    throw new AugmentError(`${asker}: the images are [${images.shape.join(", ")}]; they must have 3 channels, RGB`);
  return onPlanes(asker, images, work);
}

// Transposed as matrices of pixels and channels, which TensorFlow does faster than with rows and columns apart.

function toPlanes(images: tf.Tensor4D): Planes {
  const [count, height, width, channels] = images.shape;
  const pixels = images.reshape([count, height * width, channels]);
  return tf.transpose(pixels, [0, 2, 1]).reshape([count, channels, height, width]);
}

function toImages(planes: Planes): tf.Tensor4D {
  const [count, channels, height, width] = planes.shape;
  const pixels = planes.reshape([count, channels, height * width]);
  return tf.transpose(pixels, [0, 2, 1]).reshape([count, height, width, channels]);
}
