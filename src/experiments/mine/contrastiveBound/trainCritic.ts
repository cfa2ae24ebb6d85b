import type { PairSampler } from "../../../data/samplers/pairSampler";
import { compile, repeat } from "../../../engine/compile";
import { tf } from "../../../engine/tf";
import { disposeOptimizer } from "../../../optimizers/disposeOptimizer";
import { setLearningRate } from "../../../optimizers/learningRate";
import { cosine } from "../../../optimizers/schedules";
import { foldIn } from "../../../random/foldIn";
import { key } from "../../../random/key";
import { trainingLoop } from "../../../training/loop";
import type { RunContext } from "../../experiment";
import type { ContrastiveBoundConfig } from "./config";
import { ntXentOf, type CosineCritic } from "./cosineCritic";

const who = "contrastive-bound";

/** Steps of one call: each is short beside the way to TensorFlow, but all of them are traced. */
const stepsPerCall = 5;

/** Trains the critic by NT-Xent on fresh pairs at every step, as SimCLR is trained on fresh views. */
export async function trainCritic(
  critic: CosineCritic,
  sampler: PairSampler,
  config: ContrastiveBoundConfig,
  { seed, signal, progress, checkpoint, tensorBoard }: RunContext,
): Promise<void> {
  const { steps, pairs, learningRate } = config;
  const rate = cosine({ base: learningRate, totalSteps: steps });
  const optimizer = tf.train.adam(rate(0));
  const once = (n: tf.Scalar, stepRate: tf.Scalar): tf.Scalar => {
    setLearningRate(optimizer, stepRate);
    const { x, z } = sampler.sample(foldIn(key(seed), n), pairs);
    // Asked for the cost, minimize always gives it.
    return optimizer.minimize(() => ntXentOf(critic.embed(x), critic.embed(z)), true, critic.trained) as tf.Scalar;
  };
  const several = compile(repeat(once, stepsPerCall), { name: who });
  const run = several as unknown as (numbers: tf.Tensor1D, rates: tf.Tensor1D) => tf.Tensor1D;
  try {
    await trainingLoop({
      ...{ who, signal, progress, tensorBoard, checkpoint: checkpoint?.("critic") },
      totalSteps: steps / stepsPerCall,
      state: {
        models: { encoder: critic.encoder },
        optimizers: { optimizer },
        variables: { logSharpness: critic.logSharpness },
      },
      fingerprint: { ...config, seed },
      step: (call) =>
        tf.tidy(() => {
          const numbers = Array.from({ length: stepsPerCall }, (_, at) => call * stepsPerCall + at);
          const losses = run(tf.tensor1d(numbers, "int32"), tf.tensor1d(numbers.map(rate)));
          return { loss: losses.mean().dataSync()[0] };
        }),
      learningRate: (call) => rate(call * stepsPerCall),
      stepsEach: stepsPerCall,
      remedy: "lower the learning rate",
      line: { label: "contrasting pairs", unit: "steps", perStep: stepsPerCall },
    });
  } finally {
    several.dispose();
    disposeOptimizer(optimizer);
  }
}
