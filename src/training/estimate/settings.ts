import type { StatisticsNetwork } from "../../models/statisticsNetwork";
import { cosine, type Schedule } from "../../optimizers/schedules";
import type { Fingerprint } from "../checkpoint/fingerprint";
import { TrainingError } from "../trainingError";
import type { EstimateOptions } from "./estimateOptions";
import type { EstimatedBound, Objective } from "./objective";

const bounds: readonly EstimatedBound[] = ["donskerVaradhan", "nwj", "smile", "infoNce"];

/** The options with their defaults. */
export interface EstimateSettings {
  network: StatisticsNetwork;
  bound: EstimatedBound;
  judge: EstimatedBound;
  clip: number;
  movingAverageRate?: number;
  marginals: Objective["marginals"];
  steps: number;
  batchSize: number;
  rate: Schedule;
  evaluateEvery: number;
  patience: number;
  validationSize: number;
  testSize: number;
  heldOutShifts: number;
  stepsPerCall: number;
  seed: number;
  compiled: boolean;
  fresh: boolean;
  /** Pairs that each of the two held-out parts must have. */
  leastHeldOut: number;
  /** What makes the run the run it is. */
  fingerprint: Fingerprint;
}

/** @throws TrainingError in the name of estimateMI, for options that do not go together */
export function settingsOf(options: EstimateOptions): EstimateSettings {
  const { network, bound = "donskerVaradhan", judge = bound, clip = 5, movingAverageRate, seed } = options;
  const {
    marginals = "cyclicShift",
    steps = 4000,
    batchSize = 256,
    learningRate = 2e-3,
    evaluateEvery = 250,
  } = options;
  const { patience = Infinity, heldOutShifts = 8, stepsPerCall = 10, compiled = true } = options;
  const drawn = "sample" in options.pairs;
  const { validationSize = drawn ? 5000 : 0.2, testSize = drawn ? 20_000 : 0.2 } = options;
  if ("train" in options.pairs)
    for (const [name, size] of Object.entries({ validationSize: options.validationSize, testSize: options.testSize }))
      if (size !== undefined) fail(`${name} is ${size}, but the pairs are parted already; leave it out`);
  whole(1, { steps, evaluateEvery, heldOutShifts, stepsPerCall });
  whole(2, { batchSize });
  oneOf(bounds, { bound, judge });
  oneOf(["cyclicShift", "all", "fresh"], { marginals });
  if (!(clip > 0)) fail(`clip is ${clip}; it must be a positive number`);
  const { maxGradientNorm } = options;
  if (maxGradientNorm !== undefined && !(maxGradientNorm > 0))
    fail(`maxGradientNorm is ${maxGradientNorm}; it must be a positive number`);
  const leastHeldOut = judge === "infoNce" ? 2 * batchSize : 2;
  for (const [name, size] of Object.entries({ validationSize, testSize }))
    if (drawn || !(size > 0 && size < 1)) whole(leastHeldOut, { [name]: size });
  if (patience !== Infinity) whole(1, { patience });
  if (evaluateEvery % stepsPerCall !== 0 || steps % stepsPerCall !== 0)
    fail(
      `evaluateEvery is ${evaluateEvery} and steps ${steps}; both must be multiples of stepsPerCall, ${stepsPerCall}`,
    );
  if (movingAverageRate !== undefined && bound !== "donskerVaradhan")
    fail(`movingAverageRate corrects donskerVaradhan only, and bound is ${bound}`);
  if (marginals === "fresh" && !drawn)
    fail("marginals is fresh, but a fixed sample has no other z; a sampler is needed");
  const rate = typeof learningRate === "number" ? cosine({ base: learningRate, totalSteps: steps }) : learningRate;
  const told = { bound, judge, clip, marginals, batchSize, evaluateEvery, heldOutShifts, stepsPerCall, seed, compiled };
  return {
    ...{ ...told, network, movingAverageRate, steps, rate, patience, validationSize, testSize },
    fresh: marginals === "fresh",
    leastHeldOut,
    fingerprint: {
      ...{ ...told, validationSize, testSize },
      movingAverageRate: movingAverageRate ?? null,
      maxGradientNorm: options.maxGradientNorm ?? null,
      patience: patience === Infinity ? null : patience,
      learningRate: [0, Math.floor(steps / 2), steps - 1].map(rate),
    },
  };
}

function whole(least: number, numbers: Record<string, number>): void {
  for (const [name, value] of Object.entries(numbers))
    if (!Number.isInteger(value) || value < least) fail(`${name} is ${value}; it must be a whole number from ${least}`);
}

function oneOf(known: readonly string[], names: Record<string, string>): void {
  for (const [option, name] of Object.entries(names))
    if (!known.includes(name)) fail(`${option} is ${name}; it must be one of ${known.join(", ")}`);
}

function fail(why: string): never {
  throw new TrainingError(`estimateMI: ${why}`);
}
