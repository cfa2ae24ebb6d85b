import { compile, repeat } from "../engine/compile";
import { tf } from "../engine/tf";
import { disposeOptimizer } from "../optimizers/disposeOptimizer";
import { setLearningRate } from "../optimizers/learningRate";
import { withClipping } from "../optimizers/withClipping";
import { foldIn } from "../random/foldIn";
import type { TrainingRecord } from "./checkpoint";
import { BestWeights } from "./estimate/bestWeights";
import { cautionsOf } from "./estimate/cautions";
import type { EstimateOptions, MiEstimate } from "./estimate/estimateOptions";
import { heldOutValue } from "./estimate/heldOutValue";
import { goalOf, valueOf, type Objective } from "./estimate/objective";
import { partedSource, samplerSource, sampleSource, stepKey, type PairSource } from "./estimate/pairSource";
import { settingsOf, type EstimateSettings } from "./estimate/settings";
import { trainingLoop } from "./loop";
import { trainableVariables } from "./trainableVariables";
import { TrainingError } from "./trainingError";

const who = "estimateMI";

/**
 * Estimates mutual information by MINE: trains a critic to tell joint from marginal pairs, and reports its bound on pairs held out.
 *
 * In many dimensions a critic needs many marginal pairs: a separable network with `marginals: "all"` finds 95% of 2.88 nats in 20
 * dimensions, where one of concatenated pairs finds 86%.
 *
 * Three parts share no pair: one trains, one says which weights are the best and when to stop, one is reported.
 *
 * @paper arXiv 1801.04062, algorithm 1.
 * @differs the paper reports the value on batches that were trained on, which on a finite sample grows without end.
 * @returns nats: a lower bound up to its standard error and, for "smile", its bias; and the history.
 * @throws TrainingError `estimateMI: batchSize is 1; it must be a whole number from 2`;
 *   `estimateMI: evaluateEvery is 25 and steps 4000; both must be multiples of stepsPerCall, 10`;
 *   `estimateMI: movingAverageRate corrects donskerVaradhan only, and bound is nwj`;
 *   `estimateMI: 300 pairs less 60 and 60 held out are 180; at least a batch, 256, is needed`;
 *   `estimateMI: 200 of 1000 pairs are held out for validation; at least 512 are needed, by validationSize, a larger sample or
 *   smaller batches`; `estimateMI: bound is mine; it must be one of donskerVaradhan, nwj, smile, infoNce`;
 *   `estimateMI: number 7 of x is NaN; finite numbers are needed`; `estimateMI: x is int32; float32 is needed, as x.toFloat() gives it`;
 *   `estimateMI: x is [100, 2] but z is [99, 2]; [N, D] of as many rows are needed`;
 *   `estimateMI: 100 pairs are for train; at least 256 are needed`;
 *   `estimateMI: testSize is 0.2, but the pairs are parted already; leave it out`;
 *   `estimateMI: marginals is fresh, but a fixed sample has no other z; a sampler is needed`;
 *   `estimateMI: the loss is NaN at step 7, a call of steps 70 to 79; lower the learning rate; weights of critic are
 *   no numbers now: make it anew`.
 * @throws BoundError of the bound that is given what it cannot take.
 * @throws CheckpointError when the file cannot be read or written, or is of another run.
 * @throws InterruptedError when the signal fires; what is trained so far stays in the network.
 * @cost about 25 s for 3000 steps of 256 pairs with the default network on one core; the validation pairs are scored
 *   `heldOutShifts` + 1 times every `evaluateEvery` steps.
 */
export async function estimateMI(options: EstimateOptions): Promise<MiEstimate> {
  const settings = settingsOf(options);
  const { network, judge, clip, batchSize, stepsPerCall, evaluateEvery, rate } = settings;
  const source = sourceOf(options.pairs, settings);
  const trained = trainableVariables(Object.values(network.models));
  const average = tf.tidy(() => tf.variable(tf.zeros<tf.Rank.R1>([2])));
  const best = new BestWeights(trained);
  const optimizer =
    options.optimizer ?? withClipping(tf.train.adam(rate(0)), { maxNorm: options.maxGradientNorm ?? 5 });
  const steps = compiledSteps(settings, { source, average, optimizer, trained });
  const judgement = { bound: judge, clip, shifts: settings.heldOutShifts, batchSize };
  try {
    const record = await trainingLoop({
      ...options,
      who,
      totalSteps: settings.steps / stepsPerCall,
      state: { models: network.models, optimizers: { optimizer }, variables: { average, ...best.variables } },
      fingerprint: { ...settings.fingerprint, pairs: options.checkpoint ? source.fingerprint() : null },
      step: steps.run,
      // That of the call's first step.
      learningRate: (call) => rate(call * stepsPerCall),
      stepsEach: stepsPerCall,
      evaluate: {
        every: evaluateEvery / stepsPerCall,
        run: (calls) => {
          const { miNats } = heldOutValue(network, source.validation, judgement);
          if (Number.isNaN(miNats))
            throw new TrainingError(
              `estimateMI: the value of the validation pairs is NaN after ${calls * stepsPerCall} steps; lower the learning rate`,
            );
          best.offer(miNats);
          return { validationMiNats: miNats };
        },
      },
      stopWhen: ({ evaluations }) => evaluations.length - 1 - bestOf(evaluations) >= settings.patience,
      onStep: (call, { loss, miNats }) => options.onStep?.({ steps: (call + 1) * stepsPerCall, loss, miNats }),
      circumstances: (call) => `a call of steps ${call * stepsPerCall} to ${(call + 1) * stepsPerCall - 1}`,
      remedy: "lower the learning rate",
      line: { label: "estimating mutual information", unit: "steps", perStep: stepsPerCall },
    });
    best.restore();
    const reported = heldOutValue(network, source.test, judgement);
    const trainMiNats = source.train
      ? heldOutValue(network, source.train, judgement).miNats
      : mean(record.history.miNats.slice(-evaluateEvery / stepsPerCall));
    const cautions = cautionsOf(reported.miNats, { bound: judge, heldOutPairs: source.test.x.shape[0], batchSize });
    return { ...reported, trainMiNats, cautions, ...told(record, stepsPerCall) };
  } finally {
    steps.dispose();
    tf.dispose([average, source.owned]);
    best.dispose();
    if (options.optimizer === undefined) disposeOptimizer(optimizer);
  }
}

function sourceOf(pairs: EstimateOptions["pairs"], settings: EstimateSettings): PairSource {
  if ("sample" in pairs) return samplerSource(pairs, settings);
  return "train" in pairs ? partedSource(pairs, settings) : sampleSource(pairs, settings);
}

interface Trained {
  source: PairSource;
  average: tf.Variable<tf.Rank.R1>;
  optimizer: tf.Optimizer;
  trained: tf.Variable[];
}

/** Several steps of training as one function of the number of its call. */
function compiledSteps(settings: EstimateSettings, { source, average, optimizer, trained }: Trained) {
  const { network, stepsPerCall, seed, bound, clip, marginals, movingAverageRate, compiled, rate } = settings;
  const objective: Objective = {
    ...{ bound, clip, marginals },
    average: movingAverageRate === undefined ? undefined : { rate: movingAverageRate, state: average },
  };
  const once = (n: tf.Scalar, rows: tf.Tensor1D, learningRate: tf.Scalar): Record<"loss" | "miNats", tf.Scalar> => {
    setLearningRate(optimizer, learningRate);
    const own = foldIn(stepKey(seed), n);
    const [keyBatch, key] = [foldIn(own, 0), foldIn(own, 1)];
    const batch = source.batch(keyBatch, rows);
    const value = valueOf(network, { batch, key, objective });
    const goal = (): tf.Scalar => goalOf(network, { batch, key, objective }).neg();
    // Asked for the cost, minimize always gives it.
    const loss = optimizer.minimize(goal, true, trained) as tf.Scalar;
    return { loss, miNats: value ?? loss.neg() };
  };
  const several = compile(repeat(once, stepsPerCall), { name: who });
  const run = (compiled ? several : several.eager) as unknown as (
    numbers: tf.Tensor1D,
    rows: tf.Tensor2D,
    rates: tf.Tensor1D,
  ) => Record<"loss" | "miNats", tf.Tensor1D>;
  return {
    run: (call: number): Record<"loss" | "miNats", number> =>
      tf.tidy(() => {
        const numbers = Array.from({ length: stepsPerCall }, (_, at) => call * stepsPerCall + at);
        const rows = numbers.map(source.rows);
        const given = tf.tensor2d(rows.flat(), [stepsPerCall, rows[0].length], "int32");
        const { loss, miNats } = run(tf.tensor1d(numbers, "int32"), given, tf.tensor1d(numbers.map(rate)));
        return { loss: mean(loss.dataSync()), miNats: mean(miNats.dataSync()) };
      }),
    dispose: () => several.dispose(),
  };
}

function bestOf(evaluations: TrainingRecord["evaluations"]): number {
  const values = evaluations.map(({ metrics }) => metrics.validationMiNats);
  return values.indexOf(Math.max(...values));
}

function told({ history, evaluations, steps, seconds }: TrainingRecord, stepsPerCall: number) {
  const validation = evaluations.map(({ steps: calls, metrics }) => ({
    steps: calls * stepsPerCall,
    miNats: metrics.validationMiNats,
  }));
  const numbers = history.loss.map((_, call) => (call + 1) * stepsPerCall);
  return {
    steps: steps * stepsPerCall,
    bestSteps: validation[bestOf(evaluations)].steps,
    history: { steps: numbers, loss: history.loss, miNats: history.miNats, validation },
    seconds,
  };
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}
