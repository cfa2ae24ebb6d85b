import { simclrViews } from "../../../../augment/simclrViews";
import { batches } from "../../../../data/batches";
import { loadCifar10 } from "../../../../data/cifar10/load";
import { gather } from "../../../../data/gather";
import { compile } from "../../../../engine/compile";
import { tf } from "../../../../engine/tf";
import { ntXent } from "../../../../losses/ntXent";
import { foldIn } from "../../../../random/foldIn";
import { key } from "../../../../random/key";
import { readGolden, writeGolden } from "../../golden";
import { loadWeights, tensorOf } from "../../ours/simclrTraining";
import { take } from "../../ours/stepOf";
import { curveBatches, type Trained, type TrainingJob } from "../trainingJob";
import { modelsOf, weightsOf } from "./models";

/** Writes the initial weights and two fixed views of every image: from here on nothing is random. */
export function exportCurves(folder: string): void {
  const { batches: batchCount, batchSize } = curveBatches;
  const { encoder, head } = modelsOf(0);
  const cifar = loadCifar10();
  const chosen = batches(cifar, { batchSize, seed: 0, epoch: 0 }).slice(0, batchCount);
  const values = new Float32Array(batchCount * 2 * batchSize * 32 * 32 * 3);
  chosen.forEach((batch, n) => {
    const views = tf.tidy(() => tf.concat(simclrViews(gather(cifar, batch), foldIn(key(0), n))));
    values.set(views.dataSync(), n * views.size);
    views.dispose();
  });
  const views = { dtype: "float32", shape: [batchCount, 2 * batchSize, 32, 32, 3], values } as const;
  writeGolden(folder, { ...weightsOf([encoder, head]), views }, {});
}

/** Steps on the golden views from the golden weights. */
export function trainCurves({ golden, optimizer: name, learningRate, temperature, steps = 0 }: TrainingJob): Trained {
  const { array } = readGolden(golden);
  const { encoder, head } = modelsOf(0);
  loadWeights([encoder, head], array);
  const batches = tf.unstack(tensorOf(array("views")));
  const optimizer = name === "adam" ? tf.train.adam(learningRate, 0.9, 0.99) : tf.train.momentum(learningRate, 0.9);
  const step = compile(
    (views: tf.Tensor): tf.Scalar =>
      optimizer.minimize(() => {
        const z = head.apply(encoder.apply(views, { training: true }), { training: true });
        const [zA, zB] = tf.split<tf.Tensor2D>(z as tf.Tensor2D, 2);
        return ntXent(zA, zB, { temperature });
      }, true) as tf.Scalar,
  );
  const losses: number[] = [];
  const start = performance.now();
  for (let n = 0; n < steps; n++) losses.push(take(step(batches[n % batches.length])));
  return { losses, seconds: (performance.now() - start) / 1000 };
}
