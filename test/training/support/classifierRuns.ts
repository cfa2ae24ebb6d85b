import type { Transform } from "../../../src/augment/transform";
import { tf } from "../../../src/engine/tf";
import { normal } from "../../../src/random/normal";
import { distill } from "../../../src/training/distill";
import { fineTune } from "../../../src/training/fineTune";
import { supervised } from "../../../src/training/supervised";
import type { ClassifierHistory } from "../../../src/training/trainClassifier";
import type { TrainerOptions } from "../../../src/training/trainerOptions";
import { cnn, formulaImages, mlp, silent, weightsOf } from "./classifiers";

export interface ClassifierRun {
  losses: number[];
  evaluations: ClassifierHistory["evaluations"];
  /** Moving statistics included. */
  weights: number[];
}

export type Trainer = (changes?: Partial<TrainerOptions>) => Promise<ClassifierRun>;

const data = formulaImages();
const augment: Transform = (images, key) =>
  tf.tidy(() => images.add<tf.Tensor4D>(normal(key, [images.shape[0], 1, 1, 1]).mul(0.1)));

async function run(train: (model: tf.LayersModel) => Promise<ClassifierHistory>): Promise<ClassifierRun> {
  const model = cnn();
  try {
    const { losses, evaluations } = await train(model);
    return { losses, evaluations, weights: weightsOf(model) };
  } finally {
    model.dispose();
  }
}

const heldOut = { data: formulaImages(20), everyEpochs: 2 };
const common = { data, augment, epochs: 4, batchSize: 4, learningRate: 0.1, seed: 7, progress: silent, heldOut };

/** Each of the trainers on one small network, with augmentation and evaluations on the way. */
export const classifierRuns: Record<string, Trainer> = {
  supervised: (changes) => run((model) => supervised({ model, ...common, ...changes })),
  fineTune: (changes) => run((model) => fineTune({ model, ...common, ...changes })),
  distill: async (changes) => {
    const teacher = mlp();
    try {
      return await run((student) => distill({ student, teacher, ...common, labels: { alpha: 0.5 }, ...changes }));
    } finally {
      teacher.dispose();
    }
  },
};
