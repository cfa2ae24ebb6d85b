import type { Mutant } from "../mutant";

const byThePaper = "is what the paper's algorithm gives, with and without normalization";

export const losses: Mutant[] = [
  {
    fault: "lets each view find itself",
    file: "losses/ntXent",
    from: "similarities.sub<tf.Tensor2D>(self)",
    to: "similarities",
    killedBy: "is log(2N - 1) when all embeddings are equal",
  },
  {
    fault: "forgets the temperature",
    file: "losses/ntXent",
    from: "tf.matMul(z, z, false, true).div(temperature)",
    to: "tf.matMul(z, z, false, true)",
    killedBy: "has its closed form for aligned pairs that are orthogonal to all others",
  },
  {
    fault: "multiplies by the temperature",
    file: "losses/ntXent",
    from: ".div(temperature)",
    to: ".mul(temperature)",
    killedBy: byThePaper,
  },
  {
    fault: "sums where the mean is meant",
    file: "losses/ntXent",
    from: "mean<tf.Scalar>()",
    to: "sum<tf.Scalar>()",
    killedBy: "is log(2N - 1) when all embeddings are equal",
  },
  {
    fault: "is twice the paper's, as in the authors' code",
    file: "losses/ntXent",
    from: "mean<tf.Scalar>()",
    to: "mean<tf.Scalar>().mul<tf.Scalar>(2)",
    killedBy: byThePaper,
  },
  {
    fault: "takes a view's neighbour for its partner",
    file: "losses/ntXent",
    from: 'tf.range(n, 2 * n, 1, "int32"), tf.range(0, n, 1, "int32")',
    to: 'tf.range(1, 2 * n, 1, "int32"), tf.range(0, 1, 1, "int32")',
    killedBy: byThePaper,
  },
  {
    fault: "takes the square of the length for the length",
    file: "losses/ntXent",
    from: ".maximum(1e-12).rsqrt()",
    to: ".maximum(1e-12).reciprocal()",
    killedBy: byThePaper,
  },
  {
    fault: "divides by the length of no embedding without end",
    file: "losses/ntXent",
    from: ".maximum(1e-12)",
    to: "",
    killedBy: "stays finite at small temperatures and for embeddings of length 0",
  },
  {
    fault: "sums where the mean is meant",
    file: "losses/crossEntropy",
    from: "mean<tf.Scalar>()",
    to: "sum<tf.Scalar>()",
    killedBy: "is log K when all logits are equal",
  },
  {
    fault: "overflows",
    file: "engine/kernels/fusedLogSumExp",
    from: "const largest = x.max(axes, true);",
    to: "const largest = x.max(axes, true).mul(0);",
    killedBy: "stays exact far beyond the range of exp, and follows a shift",
  },
  {
    fault: "has no gradient by the targets",
    file: "engine/kernels/fusedSoftmaxCrossEntropy",
    from: 'weight.mul(op("LogSoftmax", [x], T)).neg()]',
    to: 'weight.mul(op("LogSoftmax", [x], T)).mul(0)]',
    killedBy: "has the gradient by the logits that finite differences have, and by the targets -log softmax",
  },
];
