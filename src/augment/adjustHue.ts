import { tf } from "../engine/tf";
import { clipToUnit } from "./clipToUnit";
import { onColorPlanes, type Planes } from "./onPlanes";

/**
 * Turns the hue of each image, exactly as in HSV: the saturation and the value of every pixel stay.
 *
 * With h the hue in sixths of a turn, V the largest and m the smallest of R, G, B, and e(c) = clip(|h - c| - 1, 0, 1):
 * R = m + (V - m) e(3), G = V - (V - m) e(2), B = V - (V - m) e(4).
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
    const [red, green, blue] = tf.split(planes, 3, 1); // [N, 1, H, W] each
    const value = planes.max<tf.Tensor4D>(1, true);
    const least = planes.min<tf.Tensor4D>(1, true);
    const chroma = value.sub<tf.Tensor4D>(least);
    const isRed = red.equal(value);
    const isGreen = green.equal(value);
    const slope = tf.where(isRed, green.sub(blue), tf.where(isGreen, blue.sub(red), red.sub(green)));
    const sector = tf.where(isRed, tf.scalar(0), tf.where(isGreen, tf.scalar(2), tf.scalar(4)));
    const turned = tf
      .divNoNan(slope, chroma)
      .add(sector)
      .add(turns.mul(6).reshape([-1, 1, 1, 1]));
    const hue = turned.sub(turned.div(6).floor().mul(6)); // [0, 6)
    const e = clipToUnit(
      hue
        .sub(tf.tensor4d([3, 2, 4], [1, 3, 1, 1]))
        .abs()
        .sub(1),
    ); // [N, 3, H, W]
    const signs = tf.tensor4d([1, -1, -1], [1, 3, 1, 1]);
    return tf.concat4d([least, value, value], 1).add(e.mul(chroma).mul(signs));
  });
}
