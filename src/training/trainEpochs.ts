import { batches } from "../data/batches";
import type { Dataset } from "../data/dataset";
import { compile } from "../engine/compile";
import type { tf } from "../engine/tf";
import { biasOrBatchNorm } from "../optimizers/exclusions";
import { disposeOptimizer } from "../optimizers/disposeOptimizer";
import { l2Penalty } from "../optimizers/l2Penalty";
import { setLearningRate } from "../optimizers/learningRate";
import { cosine } from "../optimizers/schedules";
import type { TrainingRecord } from "./checkpoint";
import { frozenLayers } from "./checkpoint/frozenLayers";
import type { Fingerprint } from "./checkpoint/fingerprint";
import { dataFingerprint } from "./dataFingerprint";
import { trainingLoop } from "./loop";
import { trainableVariables } from "./trainableVariables";
import type { TrainerOptions } from "./trainerOptions";
import { TrainingError } from "./trainingError";

/** A training that passes over a data set, batch by batch. */
export interface EpochTraining<Inputs extends tf.Tensor[]> {
  who: string;
  options: TrainerOptions;
  data: Dataset;
  /** By name; their trainable weights are trained. */
  models: Readonly<Record<string, tf.LayersModel>>;
  /** When the options give none; disposed of at the end. */
  optimizer: (learningRate: number) => tf.Optimizer;
  /** What a step is given of a batch; disposed of after it. */
  inputs: (batch: Int32Array) => Inputs;
  /** Prepares step n, whose randomness is that of n, and gives the loss to differentiate. */
  loss: (inputs: Inputs, n: tf.Scalar) => () => tf.Scalar;
  /** Trained by a goal of its own at every step, before the step's own update. */
  opponent?: Opponent<Inputs>;
  /** What else tells the run from others. */
  fingerprint: Fingerprint;
  /** Metrics after every so many epochs, and after the last. */
  evaluate?: { everyEpochs: number; run: () => Record<string, number> };
  /** What to do about a loss that is no number. */
  remedy: string;
  line: { label: string; unit: string; perStep: number };
}

type Losses = Record<"loss", tf.Scalar> & Partial<Record<"opponentLoss", tf.Scalar>>;

/** What plays against the models: the critic that says what their codes tell. */
export interface Opponent<Inputs extends tf.Tensor[]> {
  /** By other names than the training's own. */
  models: Readonly<Record<string, tf.LayersModel>>;
  /** Of a rate of its own; disposed of at the end. */
  optimizer: () => tf.Optimizer;
  /** As that of the training; in its history as `opponentLoss`. */
  loss: (inputs: Inputs, n: tf.Scalar) => () => tf.Scalar;
}

/** Runs it on the training loop: order of the batches, schedule, compiled step, weight decay. */
export async function trainEpochs<Inputs extends tf.Tensor[]>(
  training: EpochTraining<Inputs>,
): Promise<TrainingRecord> {
  const { who, options, data, models, opponent, evaluate } = training;
  const { epochs, batchSize, seed, compiled = true, checkpoint, weightDecay = 0 } = options;
  if (!Number.isInteger(epochs) || epochs < 1)
    throw new TrainingError(`${who}: epochs is ${epochs}; it must be a whole number from 1`);
  if (!["number", "function"].includes(typeof options.learningRate))
    throw new TrainingError(
      `${who}: learningRate is ${JSON.stringify(options.learningRate)}; a number or a schedule is needed`,
    );
  let [epoch, order] = [0, batches(data, { batchSize, seed, epoch: 0 })];
  const perEpoch = order.length;
  const totalSteps = epochs * perEpoch;
  const rate =
    typeof options.learningRate === "number"
      ? cosine({ base: options.learningRate, totalSteps })
      : options.learningRate;
  const trained = trainableVariables(Object.values(models));
  if (trained.length === 0)
    throw new TrainingError(
      `${who}: all of ${Object.keys(models).join(" and ")} is frozen; something must be trainable`,
    );
  const optimizer = options.optimizer ?? training.optimizer(rate(0));
  const decaying = weightDecay === 0 ? [] : trained.filter(({ name }) => !biasOrBatchNorm(name));
  const opposing = opponent && {
    optimizer: opponent.optimizer(),
    trained: trainableVariables(Object.values(opponent.models)),
  };
  const optimizers = { optimizer, ...(opposing && { opponent: opposing.optimizer }) };
  const step = compile(
    (inputs: Inputs, n: tf.Scalar): Losses => {
      // Asked for the cost, minimize always gives it.
      const opponentLoss = opposing?.optimizer.minimize(
        (opponent as Opponent<Inputs>).loss(inputs, n),
        true,
        opposing.trained,
      );
      const loss = training.loss(inputs, n);
      const decayed = (): tf.Scalar => loss().add(l2Penalty(decaying, weightDecay));
      const own = optimizer.minimize(decaying.length > 0 ? decayed : loss, true, trained) as tf.Scalar;
      return { loss: own, ...(opponentLoss && { opponentLoss }) };
    },
    { name: who },
  );
  const run = (compiled ? step : step.eager) as (inputs: Inputs, n: number) => Losses;
  try {
    return await trainingLoop({
      ...options,
      who,
      totalSteps,
      state: { models: { ...models, ...opponent?.models }, optimizers },
      fingerprint: {
        // Of all bytes, which only a checkpoint is worth.
        data: checkpoint ? dataFingerprint(data) : null,
        ...{ epochs, batchSize, seed, compiled, weightDecay },
        frozen: frozenLayers(models, trained),
        learningRate: [0, Math.floor(totalSteps / 2), totalSteps - 1].map(rate),
        ...training.fingerprint,
      },
      step: (n) => {
        const at = Math.floor(n / perEpoch);
        if (at !== epoch) [epoch, order] = [at, batches(data, { batchSize, seed, epoch: at })];
        setLearningRate(optimizer, rate(n));
        const inputs = training.inputs(order[n % perEpoch]);
        try {
          return run(inputs, n);
        } finally {
          for (const input of inputs) input.dispose();
        }
      },
      learningRate: rate,
      evaluate: evaluate && { every: evaluate.everyEpochs * perEpoch, run: evaluate.run },
      onStep: (n, { loss }) =>
        options.onStep?.({ step: n, epoch: Math.floor(n / perEpoch), loss, learningRate: rate(n) }),
      circumstances: (n) => `learning rate ${rate(n)}`,
      remedy: training.remedy,
      line: training.line,
    });
  } finally {
    step.dispose();
    if (options.optimizer === undefined) disposeOptimizer(optimizer);
    if (opposing) disposeOptimizer(opposing.optimizer);
  }
}
