import { compile } from "../../../engine/compile";
import { tf } from "../../../engine/tf";
import { withTape } from "../../../engine/withTape";
import type { Job } from "../job";

export type Step<Inputs extends tf.Tensor[]> = (...inputs: Inputs) => tf.Tensor;

/** The step as this job runs it. The caller disposes of the result. */
export function stepOf<Inputs extends tf.Tensor[]>(
  { mode, xla = false }: Pick<Job, "mode" | "xla">,
  step: Step<Inputs>,
): Step<Inputs> {
  if (mode === "eager") return (...inputs) => withTape(() => tf.tidy(() => step(...inputs)));
  // A tensor may always be given for a parameter that is one, which the compiler cannot see of a type parameter.
  return compile(step, { xla }) as unknown as Step<Inputs>;
}

/** The value of a scalar, which is disposed of. */
export function take(scalar: tf.Tensor): number {
  const [value] = scalar.dataSync();
  scalar.dispose();
  return value;
}
