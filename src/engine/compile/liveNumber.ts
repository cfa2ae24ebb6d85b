import { tf } from "../tf";
import { activeTracing } from "./tracing";

/**
 * A number that JavaScript holds, such as the learning rate of an optimizer, as a tensor: in a compiled step it is read anew
 * at every call, where a plain number would stay what it was when the step was traced.
 * @param label names it in `graph`
 * @returns float32 scalar
 */
export function liveNumber(label: string, read: () => number): tf.Scalar {
  return activeTracing()?.number(label, read) ?? tf.scalar(read());
}
