import { repeat } from "../../../engine/compile";
import { tf } from "../../../engine/tf";
import { readGolden } from "../golden";
import type { Job } from "../job";
import { mineTraining } from "./mineTraining";
import { milliseconds, type Session } from "./session";
import { tensorOf } from "./simclrTraining";
import { type Step, stepOf } from "./stepOf";

/** MINE steps, one or several of them in a call. */
export function openMineStep(job: Job): Session {
  const { golden: folder, stepsPerCall = 1 } = job;
  const golden = readGolden(folder);
  const train = mineTraining(golden.array);
  const all = tensorOf(golden.array("pairs"));
  const calls = stepsPerCall === 1 ? tf.unstack(all) : tf.split(all, all.shape[0] / stepsPerCall);
  let step!: Step<[tf.Tensor]>;
  let losses: number[] = [];
  const values = (result: tf.Tensor): number[] => {
    const read = [...result.dataSync()];
    result.dispose();
    return read;
  };
  const firstCallMs = milliseconds(() => {
    step = stepOf(job, stepsPerCall === 1 ? train : repeat(train, stepsPerCall));
    losses = values(step(calls[0]));
  });
  for (let n = 1; losses.length < 3; n++) losses.push(...values(step(calls[n])));
  const run = (steps: number): number =>
    milliseconds(() => {
      let last: tf.Tensor | undefined;
      for (let n = 0; n < Math.ceil(steps / stepsPerCall); n++) {
        last?.dispose();
        last = step(calls[n % calls.length]);
      }
      if (last) values(last);
    });
  run(50);
  return { facts: { losses: losses.slice(0, 3), firstCallMs }, run };
}
