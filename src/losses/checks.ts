import type { tf } from "../engine/tf";
import type { ContrastOptions } from "./contrast";
import { LossError } from "./lossError";

/** @throws LossError in the name of the loss `who`, when views, gathered views or their place do not fit. */
export function checkContrast(who: string, zA: tf.Tensor2D, zB: tf.Tensor2D, options: ContrastOptions): void {
  const { gathered, negativesFrom = "both" } = options;
  if (shapeOf(zA) !== shapeOf(zB))
    throw new LossError(`${who}: zA is ${shapeOf(zA)} but zB is ${shapeOf(zB)}; both views need the same shape`);
  if (zA.rank !== 2 || zA.size === 0 || zA.dtype !== "float32")
    throw new LossError(`${who}: zA is ${shapeOf(zA)}; float32 embeddings [N, D] with N and D at least 1 are needed`);
  checkOneOf(who, "negativesFrom", negativesFrom, ["both", "other"]);
  if (gathered === undefined) return;
  const { zA: allA, zB: allB, offset } = gathered;
  const [n, d] = zA.shape;
  const m = allA.shape[0];
  if (shapeOf(allA) !== shapeOf(allB) || allA.rank !== 2 || allA.shape[1] !== d || allA.dtype !== "float32")
    throw new LossError(
      `${who}: gathered are zA ${shapeOf(allA)} and zB ${shapeOf(allB)}; both must be [M, ${d}], all workers' rows`,
    );
  if (m < n)
    throw new LossError(`${who}: gathered are ${m} rows but zA alone has ${n}; they must be all workers' rows`);
  if (!Number.isInteger(offset) || offset < 0 || offset + n > m)
    throw new LossError(
      `${who}: offset is ${offset}, but ${n} rows begin there of ${m} gathered ones; it must be a whole number from 0 to ${m - n}`,
    );
}

/** @throws LossError in the name of the loss `who`, which judges negatives one by one, when there is a single pair. */
export function checkHasNegatives(who: string, zA: tf.Tensor2D, { gathered }: ContrastOptions): void {
  if ((gathered?.zA ?? zA).shape[0] < 2)
    throw new LossError(`${who}: there is 1 pair of views; at least 2 are needed to have negatives`);
}

/** @throws LossError `ntXent: temperature is 0 but must be a positive number`. */
export function checkTemperature(who: string, temperature: number): void {
  if (!(temperature > 0 && temperature < Infinity))
    throw new LossError(`${who}: temperature is ${temperature} but must be a positive number`);
}

/** @throws LossError `marginTriplet: margin is -1; it must be a number from 0`. */
export function checkMargin(who: string, margin: number): void {
  if (!(margin >= 0 && margin < Infinity))
    throw new LossError(`${who}: margin is ${margin}; it must be a number from 0`);
}

/** @throws LossError in the name of the loss `who`, unless every row of logits has a whole-number label. */
export function checkLabelled(who: string, logits: tf.Tensor2D, labels: tf.Tensor1D): void {
  if (logits.rank !== 2 || logits.size === 0 || labels.rank !== 1 || labels.shape[0] !== logits.shape[0])
    throw new LossError(
      `${who}: logits is ${shapeOf(logits)} but labels is ${shapeOf(labels)}; each row needs one label`,
    );
  if (labels.dtype !== "int32")
    throw new LossError(`${who}: labels is ${labels.dtype}; whole numbers, int32, are needed`);
}

/** @throws LossError `ntXent: negativesFrom is "one"; it must be "both" or "other"`. */
export function checkOneOf(who: string, name: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value))
    throw new LossError(
      `${who}: ${name} is ${JSON.stringify(value)}; it must be ${allowed.map((one) => `"${one}"`).join(" or ")}`,
    );
}

/** `[8, 128]`, and the dtype where it is not float32. */
export function shapeOf({ shape, dtype }: tf.Tensor): string {
  return `[${shape.join(", ")}]${dtype === "float32" ? "" : ` of ${dtype}`}`;
}
