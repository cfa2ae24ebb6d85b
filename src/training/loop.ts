import type { tf } from "../engine/tf";
import { InterruptedError, interruptSignal } from "../report/abort";
import { progress as progressLine, type Progress } from "../report/progress";
import type { TrainingRecord } from "./checkpoint";
import { Checkpointer } from "./checkpoint/checkpointer";
import type { Fingerprint, Json } from "./checkpoint/fingerprint";
import type { TrainingState } from "./checkpoint/trainingState";
import { notNumbers } from "./notNumbers";
import { TrainingEvents, type TensorBoard } from "./tensorBoard/trainingEvents";
import { TrainingError } from "./trainingError";

/** What a step measures, by name. A tensor is read, and disposed of. */
export type StepMetrics = Record<string, number | tf.Scalar>;

export interface Checkpoint {
  /** The file. Training resumes from it when it is there. */
  path: string;
  /** Steps from one writing to the next. Default: 5 seconds of work, or fifty times what writing takes where that is more. */
  every?: number;
  /**
   * What else makes the run the run it is, by name: the strength of an augmentation, the seed of the weights. A checkpoint
   * of a run with other values is refused. Numbers and names that training is given are compared without it; functions cannot be.
   */
  config?: Fingerprint;
}

export interface TrainingLoopOptions {
  /** Names the training in errors. */
  who: string;
  /** Whole number from 1. */
  totalSteps: number;
  /** All that a step changes. */
  state: TrainingState;
  /**
   * Step n, from 0. It must be a function of n and the state: what is random in it comes from `foldIn(key(seed), n)`, so that
   * a resumed run draws the same. Every step gives the same metrics.
   */
  step: (n: number) => StepMetrics | Promise<StepMetrics>;
  /** What makes the run the run it is; see `Checkpoint.config`. Classes and settings of the optimizers are added. */
  fingerprint: Fingerprint;
  /** Keeps the run on the disk. Default: nowhere. */
  checkpoint?: Checkpoint;
  /** Metrics after every so many steps, and after the last. */
  evaluate?: { every: number; run: (steps: number) => Record<string, number> | Promise<Record<string, number>> };
  /** Asked before every step, whether the record is good enough to stop. A function of the record alone. */
  stopWhen?: (record: Readonly<TrainingRecord>) => boolean;
  /** Hears of every step that this process did. */
  onStep?: (n: number, metrics: Record<string, number>) => void;
  /** Added to the error of a metric that is no number: what else to know of step n, and what to do. */
  circumstances?: (n: number) => string;
  remedy?: string;
  /**
   * Folder of TensorBoard's event files: metrics, `learningRate`, and evaluations as `evaluation/<name>`, over steps done.
   * A resumed run goes on in a file of its own. Default: none.
   */
  tensorBoard?: string | TensorBoard;
  /** Of step n, for TensorBoard. */
  learningRate?: (n: number) => number;
  /** Of the training for each of the loop, for TensorBoard. Default 1. */
  stepsEach?: number;
  /** Default: the running cell's interrupt. */
  signal?: AbortSignal;
  /** Default: a progress line. */
  progress?: Progress;
  /** What the line says, and how many units a step is. Default: steps. */
  line?: { label: string; unit: string; perStep: number };
}

/**
 * Runs the steps of a training, numbered from 0: progress, interrupt, history, errors for numbers that are none, and
 * checkpoints from which another process goes on to the same bit.
 *
 * Between steps the event loop runs. On an interrupt a last checkpoint is written, so that nothing is lost; a process that is
 * killed loses what it did since the latest one. A run that is complete returns its record at once.
 *
 * @returns the record of the whole run, with what other processes did before.
 * @throws TrainingError `pretrain: the loss is NaN at step 7, learning rate 0.5; lower the learning rate; weights of encoder are
 *   no numbers now: make it anew`, the last part where it is so; what is trained stays, and the checkpoint is one from before.
 * @throws TrainingError `pretrain: the TensorBoard folder logs cannot be written (EACCES: permission denied, access 'logs')`.
 * @throws CheckpointError when the file cannot be read or written, or is of another run.
 * @throws InterruptedError `pretrain: interrupted`, within one step.
 * @cost about 5 µs a step beside the step itself; a checkpoint of ResNet-18 (11 M weights) with Adam is 134 MB, written in 0.4 to 0.9 s.
 */
export async function trainingLoop(options: TrainingLoopOptions): Promise<TrainingRecord> {
  const { who, totalSteps, state, evaluate, stopWhen, onStep, learningRate, stepsEach = 1 } = options;
  // Taken once: after an interrupt the next cell, with a signal of its own, may run before the next step asks.
  const signal = interruptSignal(options.signal);
  wholeFromOne(who, { totalSteps, "checkpoint.every": options.checkpoint?.every, "evaluate.every": evaluate?.every });
  const events = options.tensorBoard === undefined ? undefined : new TrainingEvents(who, options.tensorBoard);
  const checkpointer =
    options.checkpoint &&
    new Checkpointer(
      { who, state, path: options.checkpoint.path, fingerprint: fingerprintOf(options) },
      options.checkpoint.every,
    );
  const record = checkpointer?.load() ?? { steps: 0, seconds: 0, history: {}, evaluations: [] };
  const start = performance.now() - 1000 * record.seconds;
  const { perStep = 1, ...texts } = options.line ?? { label: who, unit: "steps" };
  const line = options.progress ?? progressLine({ total: perStep * totalSteps, ...texts });
  const latest = { ...record.evaluations.at(-1)?.metrics };
  if (record.steps > 0) line.update(perStep * record.steps, latest);
  try {
    while (record.steps < totalSteps && !stopWhen?.(record)) {
      if (signal?.aborted) {
        checkpointer?.save(record);
        throw new InterruptedError(`${who}: interrupted`, { cause: signal.reason });
      }
      const n = record.steps;
      const metrics = read(await options.step(n));
      check(options, n, metrics);
      append(who, record, metrics);
      events?.step(stepsEach * record.steps, { ...metrics, ...(learningRate && { learningRate: learningRate(n) }) });
      onStep?.(n, metrics);
      line.update(perStep * record.steps, Object.assign(latest, metrics));
      if (evaluate && (record.steps % evaluate.every === 0 || record.steps === totalSteps)) {
        const evaluated = await evaluate.run(record.steps);
        record.evaluations.push({ steps: record.steps, metrics: evaluated });
        events?.evaluation(stepsEach * record.steps, evaluated);
        line.update(perStep * record.steps, Object.assign(latest, evaluated));
      }
      record.seconds = (performance.now() - start) / 1000;
      checkpointer?.offer(record);
      await new Promise(setImmediate);
    }
    checkpointer?.save(record);
    events?.flush();
  } finally {
    line.finish();
    events?.close();
  }
  return record;
}

function read(metrics: StepMetrics): Record<string, number> {
  const numbers = Object.entries(metrics).map(([metric, value]): [string, number] => {
    if (typeof value === "number") return [metric, value];
    const number = value.dataSync()[0];
    value.dispose();
    return [metric, number];
  });
  return Object.fromEntries(numbers);
}

function check(
  { who, circumstances, remedy, state }: TrainingLoopOptions,
  n: number,
  metrics: Record<string, number>,
): void {
  for (const [metric, value] of Object.entries(metrics))
    if (!Number.isFinite(value)) {
      const at = [`step ${n}`, ...(circumstances ? [circumstances(n)] : [])].join(", ");
      const spoilt = notNumbers(state.models ?? {});
      const advice = [
        ...(remedy === undefined ? [] : [remedy]),
        ...(spoilt.length === 0
          ? []
          : [`weights of ${spoilt.join(", ")} are no numbers now: make ${spoilt.length > 1 ? "them" : "it"} anew`]),
      ];
      throw new TrainingError([`${who}: the ${metric} is ${value} at ${at}`, ...advice].join("; "));
    }
}

/** Counts a step that is done. */
function append(who: string, record: TrainingRecord, metrics: Record<string, number>): void {
  const { history, steps } = record;
  const names = (of: object): string => Object.keys(of).sort().join(", ");
  if (steps > 0 && names(metrics) !== names(history))
    throw new TrainingError(
      `${who}: step ${steps} gives ${names(metrics)} but the steps before gave ${names(history)}; each must give the same metrics`,
    );
  for (const [metric, value] of Object.entries(metrics)) (history[metric] ??= []).push(value);
  record.steps++;
}

function fingerprintOf({ who, totalSteps, fingerprint, state, checkpoint }: TrainingLoopOptions): Fingerprint {
  const optimizers = Object.entries(state.optimizers ?? {}).map(([name, optimizer]): [string, Json] => {
    const settings = Object.entries(optimizer.getConfig() as Record<string, Json>);
    // The rate follows a schedule, which is the trainer's to compare.
    const fixed = settings.filter(([setting]) => setting !== "learningRate");
    return [name, { class: optimizer.getClassName(), ...Object.fromEntries(fixed) }];
  });
  return {
    training: who,
    totalSteps,
    ...fingerprint,
    // Under a name of their own, since a reader's "seed" may be another than the training's.
    ...(checkpoint?.config && { config: checkpoint.config }),
    optimizers: Object.fromEntries(optimizers),
  };
}

function wholeFromOne(who: string, numbers: Record<string, number | undefined>): void {
  for (const [name, value] of Object.entries(numbers))
    if (value !== undefined && (!Number.isInteger(value) || value < 1))
      throw new TrainingError(`${who}: ${name} is ${value}; it must be a whole number from 1`);
}
