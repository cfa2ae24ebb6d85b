import { compile } from "../../engine/compile";
import { tf } from "../../engine/tf";
import { disposeOptimizer } from "../../optimizers/disposeOptimizer";
import { setLearningRate } from "../../optimizers/learningRate";
import { constant } from "../../optimizers/schedules";
import { foldIn } from "../../random/foldIn";
import { key, type Key } from "../../random/key";
import { split } from "../../random/split";
import type { Fingerprint } from "../checkpoint/fingerprint";
import { trainingLoop } from "../loop";
import { TrainingError } from "../trainingError";
import type { AdversarialHistory, AdversarialMetrics, AdversarialOptions, Player } from "./adversarialOptions";
import { examples } from "./examples";
import type { Term } from "./information";

/** What the updates of a step are given. */
export interface Round {
  /** True examples. */
  x: tf.Tensor;
  /** For all else that is drawn in the step. */
  key: Key;
  /** For the noise of T, in its own update and in the generator's. */
  noise: Key[];
  optimizers: Record<Player, tf.Optimizer>;
  /** State of the moving average that corrects the gradient of T. */
  average: tf.Variable;
}

export interface AdversarialTraining {
  who: string;
  options: AdversarialOptions;
  /** Of the players but T. */
  models: Readonly<Record<string, tf.LayersModel>>;
  mine: Term | undefined;
  /** All updates of one step. Gives the metrics as scalars. */
  play: (round: Round) => Record<keyof AdversarialMetrics, tf.Scalar | undefined>;
  fingerprint: Fingerprint;
  label: string;
}

const metricsOf = ["discriminatorLoss", "generatorLoss", "miNats", "gameGradient", "informationGradient"] as const;

/** Runs the game on the training loop: examples, randomness of each step, optimizers, one compiled step for all players. */
export async function adversarialTraining(training: AdversarialTraining): Promise<AdversarialHistory> {
  const { who, options, models, mine } = training;
  const { batchSize, steps, seed, labelSmoothing = 0, compiled = true, checkpoint } = options;
  check(training);
  const rate =
    typeof options.learningRate === "function" ? options.learningRate : constant(options.learningRate ?? 2e-4);
  const source = examples(options.data, { batchSize, seed });
  const own: tf.Optimizer[] = [];
  const optimizer = (player: Player): tf.Optimizer => {
    const given = options.optimizers?.[player];
    if (given === undefined) own.push(tf.train.adam(rate(0), 0.5, 0.999));
    return given ?? own[own.length - 1];
  };
  const players: Player[] = mine ? ["discriminator", "statistics", "generator"] : ["discriminator", "generator"];
  const used = Object.fromEntries(players.map((player) => [player, optimizer(player)])) as Record<Player, tf.Optimizer>;
  const average = tf.tidy(() => tf.variable(tf.zeros([2]), false));
  const names = metricsOf.slice(0, mine ? 5 : 2);
  const step = compile(
    (inputs: tf.Tensor4D[], n: tf.Scalar): tf.Tensor => {
      const [ofData, ofGame, ofNoise] = split(foldIn(key(seed), n), 3);
      const x = source.read(inputs, ofData);
      const metrics = training.play({ x, key: ofGame, noise: split(ofNoise), optimizers: used, average });
      return tf.stack(names.map((name) => metrics[name] as tf.Scalar));
    },
    { name: who },
  );
  const run = (compiled ? step : step.eager) as (inputs: tf.Tensor4D[], n: number) => tf.Tensor;
  const { critic: _, ...term } = mine ?? {};
  try {
    const record = await trainingLoop({
      ...options,
      who,
      totalSteps: steps,
      state: { models: { ...models, ...mine?.critic.models }, optimizers: used, variables: mine ? { average } : {} },
      fingerprint: {
        // Of all bytes, which only a checkpoint is worth.
        data: checkpoint ? source.fingerprint() : null,
        ...{ batchSize, seed, compiled, labelSmoothing },
        learningRate: [0, Math.floor(steps / 2), steps - 1].map(rate),
        mine: mine ? term : null,
        ...training.fingerprint,
      },
      step: (n) => {
        for (const each of Object.values(used)) setLearningRate(each, rate(n));
        return read(
          names,
          () => source.inputs(n),
          (inputs) => run(inputs, n),
        );
      },
      learningRate: rate,
      onStep: (n, metrics) =>
        options.onStep?.({ step: n, learningRate: rate(n), ...(metrics as unknown as AdversarialMetrics) }),
      circumstances: (n) => `learning rate ${rate(n)}`,
      remedy: "lower the learning rate",
      line: { label: training.label, unit: "examples", perStep: batchSize },
    });
    const column = (name: string): number[] => record.history[name] ?? [];
    return {
      discriminatorLosses: column("discriminatorLoss"),
      generatorLosses: column("generatorLoss"),
      miNats: column("miNats"),
      gameGradients: column("gameGradient"),
      informationGradients: column("informationGradient"),
      evaluations: record.evaluations,
      seconds: record.seconds,
    };
  } finally {
    step.dispose();
    average.dispose();
    own.forEach(disposeOptimizer);
  }
}

function read(
  names: readonly string[],
  prepare: () => tf.Tensor4D[],
  run: (inputs: tf.Tensor4D[]) => tf.Tensor,
): Record<string, number> {
  const inputs = prepare();
  try {
    const values = run(inputs);
    const numbers = values.dataSync();
    values.dispose();
    return Object.fromEntries(names.map((name, i) => [name, numbers[i]]));
  } finally {
    tf.dispose(inputs);
  }
}

function check({ who, options, mine }: AdversarialTraining): void {
  const { batchSize, steps, labelSmoothing = 0 } = options;
  const least = mine ? 2 : 1;
  const refuse = (name: string, value: number, needed: string): never => {
    throw new TrainingError(`${who}: ${name} is ${value}; ${needed}`);
  };
  if (!Number.isInteger(steps) || steps < 1) refuse("steps", steps, "it must be a whole number from 1");
  if (!Number.isInteger(batchSize) || batchSize < least)
    refuse("batchSize", batchSize, `it must be a whole number from ${least}`);
  if (!(labelSmoothing >= 0 && labelSmoothing < 1))
    refuse("labelSmoothing", labelSmoothing, "it must be at least 0 and below 1");
  if (mine && !(mine.beta >= 0 && mine.beta < Infinity)) refuse("mine.beta", mine.beta, "it must be at least 0");
  if (mine && !(mine.averageRate > 0 && mine.averageRate <= 1))
    refuse("mine.averageRate", mine.averageRate, "it must be above 0 and at most 1");
}
