import { createHash } from "node:crypto";
import { compile } from "../../../src/engine/compile";
import { tf } from "../../../src/engine/tf";
import { BatchNorm } from "../../../src/models/batchNorm";
import { disposeOptimizer } from "../../../src/optimizers/disposeOptimizer";
import { lars } from "../../../src/optimizers/lars";
import { foldIn } from "../../../src/random/foldIn";
import { key } from "../../../src/random/key";
import { normal } from "../../../src/random/normal";
import type { TrainingRecord } from "../../../src/training/checkpoint";
import { trainingLoop, type TrainingLoopOptions } from "../../../src/training/loop";

export const optimizers = {
  adam: () => tf.train.adam(0.01, 0.9, 0.99),
  lars: () => lars({ learningRate: 0.5, trustCoefficient: 0.1 }),
  momentum: () => tf.train.momentum(0.01, 0.9, true),
  sgd: () => tf.train.sgd(0.05),
  rmsprop: () => tf.train.rmsprop(0.01, 0.9, 0.5),
  adagrad: () => tf.train.adagrad(0.05),
  adadelta: () => tf.train.adadelta(0.5),
  adamax: () => tf.train.adamax(0.01, 0.9, 0.99, undefined, 0.1),
};

export interface TinyOptions extends Partial<TrainingLoopOptions> {
  optimizer?: keyof typeof optimizers;
  compiled?: boolean;
  /** Models made before, so that the layers have other names. */
  decoys?: number;
  width?: number;
}

export interface Tiny {
  record: TrainingRecord;
  /** Of the bits of all weights, moving statistics, the moving average and the history. */
  digest: string;
}

const silent = { update: () => undefined, finish: () => undefined };

/** Two dense layers without names and batch norm between. */
function network(width: number): tf.LayersModel {
  const input = tf.input({ shape: [4] });
  const dense = (units: number, seed: number) =>
    tf.layers.dense({ units, kernelInitializer: tf.initializers.glorotUniform({ seed }) });
  const hidden = new BatchNorm({ momentum: 0.9, epsilon: 1e-3 }).apply(dense(width, 11).apply(input));
  const output = dense(1, 12).apply(tf.layers.reLU().apply(hidden)) as tf.SymbolicTensor;
  return tf.model({ inputs: input, outputs: output });
}

/** Trains a little network on noise, as a run that any process could take over. */
export async function tinyTraining(options: TinyOptions = {}): Promise<Tiny> {
  const { optimizer: kind = "adam", compiled = true, decoys = 0, width = 6, ...loop } = options;
  for (let n = 0; n < decoys; n++) network(3).dispose();
  const model = network(width);
  const optimizer = optimizers[kind]();
  const average = tf.tidy(() => tf.variable(tf.scalar(0), false));
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const step = compile(
    (n: tf.Scalar): tf.Scalar => {
      const x = normal(foldIn(key(3), n), [16, 4]);
      const y = x.sum(1, true).tanh();
      const loss = optimizer.minimize(
        () => (model.apply(x, { training: true }) as tf.Tensor).sub(y).square().mean<tf.Scalar>(),
        true,
        variables,
      ) as tf.Scalar;
      average.assign(average.mul(0.9).add(loss.mul(0.1)));
      return loss;
    },
    { name: "tiny" },
  );
  try {
    const record = await trainingLoop({
      who: "tiny",
      totalSteps: 12,
      state: { models: { model }, optimizers: { optimizer }, variables: { average } },
      fingerprint: { width },
      step: (n) => ({ loss: compiled ? step(n) : step.eager(n) }),
      progress: silent,
      ...loop,
    });
    const hash = createHash("sha256");
    for (const variable of [...model.weights.map((weight) => weight.read()), average])
      hash.update(new Uint8Array((variable.dataSync() as Float32Array).slice().buffer));
    return { record, digest: hash.update(JSON.stringify(record.history)).digest("hex") };
  } finally {
    step.dispose();
    model.dispose();
    average.dispose();
    disposeOptimizer(optimizer);
  }
}
