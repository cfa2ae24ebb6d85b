import type { Mutant } from "../mutant";

const test = "random/random";

export const random: Mutant[] = [
  {
    fault: "takes the words of the key in the other order",
    file: "random/key",
    test,
    from: "Number(scrambled & 0xffffffffn) | 0, Number(scrambled >> 32n) | 0",
    to: "Number(scrambled >> 32n) | 0, Number(scrambled & 0xffffffffn) | 0",
    killedBy: "scrambles the seed by SplitMix64, with the published first output for seed 0",
  },
  {
    fault: "gives the first key of a split for number 0",
    file: "random/foldIn",
    test,
    from: "tf.tensor1d([data, domain]",
    to: "tf.tensor1d([data, 0]",
    killedBy: "splits and folds by the same words",
  },
  {
    fault: "drops the fraction of a step for a tensor and adds one",
    file: "random/foldIn",
    test,
    from: "data.toInt()",
    to: "data.toInt().add(1)",
    killedBy: "foldIn takes a number and a scalar tensor alike",
  },
  {
    fault: "draws from 0 to the range instead of from its start",
    file: "random/uniform",
    test,
    from: "unit.mul<tf.Tensor<R>>(max - min).add<tf.Tensor<R>>(min)",
    to: "unit.mul<tf.Tensor<R>>(max - min)",
    killedBy: "uniform is uniform, in [0, 1) and in a range asked for",
  },
  {
    fault: "takes the variance for the deviation",
    file: "random/normal",
    test,
    from: "mul<tf.Tensor<R>>(standardDeviation)",
    to: "mul<tf.Tensor<R>>(standardDeviation ** 2)",
    killedBy: "normal is normal, with the mean and the deviation asked for",
  },
  {
    fault: "is true for the complement",
    file: "random/bernoulli",
    test,
    from: "key, shape }), probability)",
    to: "key, shape }), 1 - probability)",
    killedBy: "bernoulli is true as often as asked, never for 0 and always for 1",
  },
  {
    fault: "lets the first place stay",
    file: "random/permutation",
    test,
    from: "return tf.topk<tf.Tensor1D>(ranks, size).indices;",
    to: 'return tf.topk<tf.Tensor1D>(tf.where(tf.range(0, size, 1, "int32").equal(0), 2 ** 31 - 1, ranks), size).indices;',
    killedBy: "permutation holds every number once, and all 24 orders of four equally often",
  },
];
