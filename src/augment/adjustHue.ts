import { op } from "../engine/op";
import { tf } from "../engine/tf";
import { clipToUnit } from "./clipToUnit";
import { onColorPlanes, type Planes } from "./onPlanes";

/**
 * Turns the hue of each image, exactly as in HSV: the saturation and the value of every pixel stay.
 *
 * With h the hue in sixths of a turn, V the largest and m the smallest of R, G, B, and clip to [0, 1]:
 * R = V - (V - m) clip(2 - |h - 3|), G = V - (V - m) clip(|h - 2| - 1), B = V - (V - m) clip(|h - 4| - 1).
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
    const slope = select(isRed, green.sub(blue), select(isGreen, blue.sub(red), red.sub(green)));
    const sector = select(isRed, tf.scalar(0), select(isGreen, tf.scalar(2), tf.scalar(4)));
    const sixths = op("DivNoNan", [slope, chroma], { T: "float32" }).add(sector); // of greys: 0, which is as good as any
    const turned = sixths.add(turns.mul(6).reshape([-1, 1, 1, 1]));
    const hue = turned.sub(turned.div(6).floor().mul(6)); // [0, 6)
    const away = (center: number): tf.Tensor => hue.sub(center).abs();
    const shares = [tf.sub(2, away(3)), away(2).sub(1), away(4).sub(1)];
    // A channel at a time: a plane and an axis of three constants would both broadcast, which is slow.
    return tf.concat4d(
      shares.map((share) => value.sub<tf.Tensor4D>(clipToUnit(share).mul(chroma))),
      1,
    );
  });
}

/** a where the condition holds, else b; broadcasts in the op, where `tf.where` makes copies. */
function select(condition: tf.Tensor, a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return op("SelectV2", [condition, a, b], { T: "float32" });
}
