import { tf } from "../engine/tf";

/** Frees every tensor that an optimizer of tf.train holds; its own `dispose()` leaves some of them behind. */
export function disposeOptimizer(optimizer: tf.Optimizer): void {
  tf.dispose(optimizer as unknown as tf.TensorContainer);
}
