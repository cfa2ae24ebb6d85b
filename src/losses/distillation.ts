import { fusedSoftmaxCrossEntropy } from "../engine/kernels/fusedSoftmaxCrossEntropy";
import { sparseSoftmaxCrossEntropy } from "../engine/kernels/sparseSoftmaxCrossEntropy";
import { tf } from "../engine/tf";
import { checkTemperature, shapeOf } from "./checks";
import { detached } from "../engine/detached";
import { LossError } from "./lossError";

export interface DistillationOptions {
  /** τ of teacher and student, above 0. Default 1, as in the paper for a smaller student; 0.1 for one like its teacher. */
  temperature?: number;
  /** int32 `[N]`: adds the label term; -1 for an image without a label. */
  labels?: tf.Tensor1D;
  /** α in [0, 1], the weight of the teacher against the labels. To be given with labels; without them it is 1. */
  alpha?: number;
  /** Multiplies the teacher's term by τ², which keeps its gradient's size at high temperatures. Default false. */
  timesTemperatureSquared?: boolean;
}

/**
 * The cross-entropy of a student with a teacher's softened predictions, and with labels where there are some.
 *
 * P(y) = softmax(logits / τ), L = mean over n of ( -α Σ_y Pᵀ_n(y) log Pˢ_n(y) - (1 - α) log softmax(student_n)_label(n) )
 *
 * The teacher's term has the gradient (Pˢ - Pᵀ) / (τ N) by the student's logits. For τ → 0 the teacher's best class becomes
 * the label; for τ → ∞ the gradient, times τ², becomes that of half the squared distance of the centred logits over K.
 *
 * @paper arXiv 2006.10029v2, equations 2 and 3.
 * @differs the paper sums over images, the mean over the N of the batch is taken here, also of the label term where some have no
 *   label; the authors' notebook multiplies by τ²: `timesTemperatureSquared`. The label term knows no temperature, as theirs.
 * @param student float32 `[N, K]` logits.
 * @param teacher float32 `[N, K]` logits; a constant under gradients.
 * @param options.temperature τ, above 0. Default 1.
 * @param options.labels int32 `[N]`, -1 for none; one of K or more as in `crossEntropy`.
 * @param options.alpha α, from 0 (labels alone) to 1 (teacher alone); needed with labels.
 * @param options.timesTemperatureSquared default false.
 * @returns a scalar in nats, at least α times the mean entropy of the teacher's predictions (times τ² if asked for).
 * @throws LossError `distillation: student is [8, 10] but teacher is [8, 100]; both need the same shape [N, K] and float32`;
 *   `distillation: temperature is 0 but must be a positive number`; `distillation: alpha is 2; it must be a number from 0 to 1`;
 *   `distillation: student is [8, 10] but labels is [7] of int32; each row needs one int32 label`;
 *   `distillation: there are labels but no alpha; say what the teacher counts against them`;
 *   `distillation: alpha is 0.5 but there are no labels; give them, or leave alpha out`.
 * @cost O(N K); 256 rows of 10 classes, with gradient: 0.7 ms, compiled 0.1 ms.
 */
export function distillation(student: tf.Tensor2D, teacher: tf.Tensor2D, options: DistillationOptions = {}): tf.Scalar {
  check(student, teacher, options);
  const { temperature = 1, labels, alpha = 1, timesTemperatureSquared = false } = options;
  return tf.tidy(() => {
    const targets = detached([teacher], (x) => tf.softmax(x.div<tf.Tensor2D>(temperature)));
    const soft = fusedSoftmaxCrossEntropy(student.div(temperature), targets).mean<tf.Scalar>();
    const teaching = soft.mul<tf.Scalar>(alpha * (timesTemperatureSquared ? temperature ** 2 : 1));
    if (labels === undefined) return teaching;
    const labelled = labels.greaterEqual(0).cast("float32");
    const hard = sparseSoftmaxCrossEntropy(student, labels.maximum(tf.scalar(0, "int32")))
      .mul<tf.Tensor1D>(labelled)
      .mean<tf.Scalar>();
    return teaching.add(hard.mul(1 - alpha));
  });
}

function check(student: tf.Tensor2D, teacher: tf.Tensor2D, options: DistillationOptions): void {
  const { temperature = 1, labels, alpha } = options;
  const refuse = (problem: string): never => {
    throw new LossError(`distillation: ${problem}`);
  };
  checkTemperature("distillation", temperature);
  if (student.rank !== 2 || student.size === 0 || student.dtype !== "float32" || shapeOf(student) !== shapeOf(teacher))
    refuse(
      `student is ${shapeOf(student)} but teacher is ${shapeOf(teacher)}; both need the same shape [N, K] and float32`,
    );
  if (alpha !== undefined && !(alpha >= 0 && alpha <= 1)) refuse(`alpha is ${alpha}; it must be a number from 0 to 1`);
  if (labels === undefined) {
    if (alpha !== undefined && alpha !== 1)
      refuse(`alpha is ${alpha} but there are no labels; give them, or leave alpha out`);
    return;
  }
  if (labels.rank !== 1 || labels.shape[0] !== student.shape[0] || labels.dtype !== "int32")
    refuse(`student is ${shapeOf(student)} but labels is ${shapeOf(labels)}; each row needs one int32 label`);
  if (alpha === undefined) refuse("there are labels but no alpha; say what the teacher counts against them");
}
