import { op } from "../engine/op";
import { tf } from "../engine/tf";
import { AugmentError } from "./augmentError";
import { onPlanes, type Planes } from "./onPlanes";

/**
 * Rotates each image by its own number of quarter turns, counter-clockwise. Pixels are moved, never mixed.
 * @param images float32 `[N, H, H, C]`: square, since a batch has one shape
 * @param quarters int32 `[N]`, 0 to 3: 1 is 90 degrees, and the image's upper right corner comes to its upper left
 * @returns float32 `[N, H, H, C]`
 * @throws AugmentError `rotateQuarters: the images are 4 x 6 pixels; they must be square`
 */
export function rotateQuarters(images: tf.Tensor4D, quarters: tf.Tensor1D): tf.Tensor4D {
  return onPlanes("rotateQuarters", images, (planes) => rotateQuartersOfPlanes("rotateQuarters", planes, quarters));
}

/** `rotateQuarters` on planes, in the name of `asker`. */
export function rotateQuartersOfPlanes(asker: string, planes: Planes, quarters: tf.Tensor1D): Planes {
  const [count, , height, width] = planes.shape;
  if (height !== width)
    throw new AugmentError(`${asker}: the images are ${height} x ${width} pixels; they must be square`);
  return tf.tidy(() => {
    // A quarter turn exchanges rows and columns and reverses the rows; a half turn reverses both.
    const quarter = quarters.reshape<tf.Tensor4D>([count, 1, 1, 1]);
    const [one, two, three] = [1, 2, 3].map((which) => quarter.equal(which));
    const exchanged = select(one.logicalOr(three), tf.transpose(planes, [0, 1, 3, 2]), planes);
    const upsideDown = select(one.logicalOr(two), tf.reverse(exchanged, 2), exchanged);
    return select(two.logicalOr(three), tf.reverse(upsideDown, 3), upsideDown);
  });
}

function select(condition: tf.Tensor, a: Planes, b: Planes): Planes {
  return op("SelectV2", [condition, a, b]);
}
