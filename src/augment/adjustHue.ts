import { op } from "../engine/op";
import { tf } from "../engine/tf";
import { batchMatMul } from "./batchMatMul";
import { onColorPlanes, type Planes } from "./onPlanes";

/**
 * Turns the hue of each image, exactly as in HSV: the saturation and the value of every pixel stay.
 *
 * A third of a turn moves each channel into the next one. What is left of the angle is a share s in [0, 1] of a sixth, one way
 * or the other round. With x' the channel that the turn brings nearer to a channel x, x'' the third one, V and m the largest
 * and smallest of the three, C = V - m: x becomes x - x' + (m + s C where x'' >= x', else V - s C), clipped to [m, V].
 *
 * @param images float32 `[N, H, W, 3]` in [0, 1]
 * @param turns float32 `[N]`, the angle in turns: 1/3 makes red green
 * @returns float32 `[N, H, W, 3]` in [0, 1]; grey pixels stay
 * @throws AugmentError when the images are not float32 `[N, H, W, 3]`
 */
export function adjustHue(images: tf.Tensor4D, turns: tf.Tensor1D): tf.Tensor4D {
  return onColorPlanes("adjustHue", images, (planes) => adjustHueOfPlanes(planes, turns));
}

/** `adjustHue` on planes. */
export function adjustHueOfPlanes(planes: Planes, turns: tf.Tensor1D): Planes {
  return tf.tidy(() => {
    const [count, , height, width] = planes.shape;
    const pixels = planes.reshape<tf.Tensor3D>([count, 3, height * width]);
    return turnPixels(pixels, turns).reshape(planes.shape);
  });
}

/** `adjustHue` on pixels `[N, 3, H · W]`. */
export function turnPixels(pixels: tf.Tensor3D, turns: tf.Tensor1D): tf.Tensor3D {
  return tf.tidy(() => {
    const { toNearer, toOther, share } = decompose(turns);
    const value = pixels.max(1, true);
    const least = pixels.min(1, true);
    const moved = value.sub(least).mul(share);
    const base = op("SelectV2", [batchMatMul(toOther, pixels).greaterEqual(0), least.add(moved), value.sub(moved)]); // [N, 3, H · W]
    const free = batchMatMul(toNearer, pixels).add(base);
    return tf.minimum<tf.Tensor3D>(tf.maximum(free, least), value);
  });
}

/**
 * The angle as matrices of channel differences, `[N, 3, 3]`, and the share of a sixth, `[N, 1, 1]`. A third of a turn needs no
 * step of its own: the rows are those of the channels that it brings here.
 */
function decompose(turns: tf.Tensor1D): { toNearer: tf.Tensor3D; toOther: tf.Tensor3D; share: tf.Tensor3D } {
  const sixths = turns.mul(6).reshape<tf.Tensor2D>([-1, 1]);
  const thirds = sixths.div(2).add(0.5).floor();
  const rest = sixths.sub(thirds.mul(2)); // [-1, 1]
  const direction = tf.sub(1, rest.less(0).toInt().mul(2));
  const own = tf.sub(tf.range(0, 3, 1, "int32"), thirds.toInt()); // [N, 3]
  const rows = (channels: tf.Tensor): tf.Tensor => tf.oneHot(tf.mod<tf.Tensor2D>(channels, 3).toInt(), 3).toFloat();
  const nearer = rows(own.add(direction));
  return {
    toNearer: rows(own).sub(nearer),
    toOther: rows(own.sub(direction)).sub(nearer),
    share: rest.abs().expandDims(2),
  };
}
