import type { tf } from "../../../engine/tf";
import { readGolden } from "../golden";
import type { Job } from "../job";
import { type Facts, milliseconds, type Session } from "./session";
import { loadWeights, type SimclrTraining, simclrTraining, tensorOf } from "./simclrTraining";
import { type Step, stepOf, take } from "./stepOf";

export interface SimclrStepSession extends Session {
  training: SimclrTraining;
}

/** One SimCLR step after the other, on fixed views. */
export function openSimclrStep(job: Job): SimclrStepSession {
  const { golden: folder, width = 16 } = job;
  const golden = readGolden(folder);
  const training = simclrTraining(width);
  loadWeights(training.models, golden.array);
  const views = tensorOf(golden.array("views"));
  const losses: number[] = [];
  let step!: Step<[tf.Tensor]>;
  const firstCallMs = milliseconds(() => {
    step = stepOf(job, training.step);
    losses.push(take(step(views)));
  });
  losses.push(take(step(views)), take(step(views)));
  const facts: Facts = { losses, firstCallMs };
  const run = (steps: number): number =>
    milliseconds(() => {
      for (let n = 0; n < steps; n++) take(step(views));
    });
  return { training, facts, run };
}
