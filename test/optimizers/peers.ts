import { readFileSync } from "node:fs";
import path from "node:path";

const read = (file: string): unknown =>
  JSON.parse(readFileSync(path.resolve(__dirname, "../../../test/fixtures", file), "utf8"));

type Run = number[][];

interface PyTorchOptimizers {
  /** A kernel [2, 3] and a bias [3]. */
  start: [kernel: number[][], bias: number[]];
  gradients: [kernel: number[][], bias: number[]][];
  rates: number[];
  lars: Run;
  larsNesterov: Run;
  larsRates: Run;
  momentum: Run;
  nesterov: Run;
  nesterovL2: Run;
  adamL2: Run;
  adamW: Run;
  clipped: Run;
  schedules: { base: number; warmupSteps: number; totalSteps: number; rates: number[] }[];
}

interface LightlyLars {
  start: number[];
  sizes: number[];
  along: Run;
  alongNesterov: Run;
  excluded: Run;
}

/** The weights after each step, as PyTorch has them; test/fixtures/pytorch/optimizers.py made the file. */
export const pytorch = read("pytorch/optimizers.json") as PyTorchOptimizers;

/** The same of lightly; test/fixtures/lightly/lars.py made the file. */
export const lightly = read("lightly/lars.json") as LightlyLars;
