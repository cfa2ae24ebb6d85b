/** What the sides of the comparison are trained with; `peers/training.py` reads the same words. */
export interface TrainingJob {
  task: "curves" | "run";
  /** Folder of the golden arrays. */
  golden: string;
  depth: 10 | 18;
  width: number;
  stemStride: number;
  optimizer: "momentum" | "adam";
  learningRate: number;
  temperature: number;
  threads: number;
  /** Of "curves". */
  steps?: number;
  /** Of "run". */
  epochs?: number;
  batchSize?: number;
  seed?: number;
  /** Of PyTorch. */
  dtype?: "float32" | "float64";
  layout?: "contiguous" | "channels-last";
  /** Whether PyTorch's initial weights are first moved by what rounding may do. */
  moved?: boolean;
  images?: "pil" | "tensor";
  workers?: number;
}

/** What a side says at its end. */
export interface Trained {
  /** Loss of each step, before it. */
  losses: number[];
  /** Of the training alone, augmentation included. */
  seconds: number;
}

/** A linear probe on the features after training, with the 95% Wilson interval of its test accuracy over test images. */
export interface Probed {
  testAccuracy: number;
  trainAccuracy: number;
  low: number;
  high: number;
}

/** The network and the temperature of every comparison: those of the experiment simclr/framework. */
export const network = { depth: 10, width: 16, stemStride: 2, temperature: 0.5 } as const;

/** Batches of the curves, which come again and again, and the images of each. */
export const curveBatches = { batches: 20, batchSize: 64 } as const;
