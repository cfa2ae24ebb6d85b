import { tf } from "../../../engine/tf";
import { DataError } from "../../dataError";
import type { Injection } from "../transformed";

export interface SpiralOptions {
  /** Radians by which a point at distance 1 turns; the angle grows with the square of the distance. Default 1/3. */
  speed?: number;
}

/**
 * Turns the first two numbers of a point about the origin, the further out the more: a blob becomes a galaxy.
 *
 * R(speed · |y|²) y, R a rotation of coordinates 0 and 1; it keeps |y| and volumes
 *
 * @throws DataError `spiral: speed is NaN; a finite number is needed`.
 */
export function spiral({ speed = 1 / 3 }: SpiralOptions = {}): Injection {
  if (!Number.isFinite(speed)) throw new DataError(`spiral: speed is ${speed}; a finite number is needed`);
  return {
    name: "spiral",
    outputDims: (dims) => (dims >= 2 ? dims : undefined),
    apply: (rows) => turn(rows, speed),
    invert: (rows) => turn(rows, -speed),
  };
}

function turn(rows: tf.Tensor2D, speed: number): tf.Tensor2D {
  return tf.tidy(() => {
    const angle = rows.square().sum(1, true).mul(speed);
    const [a, b, rest] = tf.split<tf.Tensor2D>(rows, [1, 1, rows.shape[1] - 2], 1);
    const [c, s] = [angle.cos(), angle.sin()];
    return tf.concat([a.mul(c).sub<tf.Tensor2D>(b.mul(s)), a.mul(s).add<tf.Tensor2D>(b.mul(c)), rest], 1);
  });
}
