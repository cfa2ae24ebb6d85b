import { existsSync, readFileSync } from "node:fs";
import { tf } from "../engine/tf";
import { writeAtomically } from "../files/writeAtomically";
import { CheckpointError } from "./checkpoint/checkpointError";
import { differences, type Fingerprint } from "./checkpoint/fingerprint";
import { misfit } from "./checkpoint/misfit";
import { OptimizerFields, optimizerState, type Kept, type OptimizerState } from "./checkpoint/optimizerState";
import { restored, stored } from "./checkpoint/storedVariable";
import { decodeTensors, encodeTensors } from "./checkpoint/tensorFile";
import { weightSlots, type Slot, type TrainingState } from "./checkpoint/trainingState";

/** What a run of training has brought so far. */
export interface TrainingRecord {
  /** Steps done. */
  steps: number;
  /** Spent on them, by all processes that worked on the run. */
  seconds: number;
  /** Each metric at each step. */
  history: Record<string, number[]>;
  /** Metrics of each evaluation, and how many steps were done then. */
  evaluations: Evaluation[];
}

export interface Evaluation {
  steps: number;
  metrics: Record<string, number>;
}

export interface CheckpointFile {
  /** Names the training in errors. */
  who: string;
  path: string;
  /** A checkpoint of a run with another one is refused. */
  fingerprint: Fingerprint;
  state: TrainingState;
}

/** The texts in the header of the file. */
interface Contents extends Omit<TrainingRecord, "history" | "evaluations"> {
  /** JSON has no NaN and no infinite number. */
  evaluations: { steps: number; metrics: Record<string, number | string> }[];
  fingerprint: Fingerprint;
  metrics: string[];
  /** What is called how, by place. */
  names: Record<string, string>;
  optimizers: Record<string, Pick<OptimizerState, "iterations"> & { kept: (Kept & { place: string })[] }>;
}

/** Changes when files of before can no longer be read. */
const format = "1";
const advice = "remove it to start anew";

/**
 * Writes everything that a run needs to go on in another process as if it had never stopped: weights and moving statistics,
 * what the optimizers remember, further variables, and the record. At every moment either the old file or the new one is
 * there, whole.
 *
 * The layout is that of safetensors, which Python reads too, with a checksum.
 * @throws CheckpointError `pretrain: the checkpoint run.checkpoint cannot be written (ENOSPC: no space left on device, write)`
 * @cost ResNet-18 (11 M weights) with Adam, 134 MB: 0.4 to 0.9 s
 */
export function saveCheckpoint({ who, path, fingerprint, state }: CheckpointFile, record: TrainingRecord): void {
  const { history, evaluations, ...rest } = record;
  const weights = weightSlots(state);
  const optimizers = Object.entries(state.optimizers ?? {}).map(([name, optimizer]) => ({
    name,
    ...optimizerSlots(name, optimizer, weights),
  }));
  const slots = [...weights, ...optimizers.flatMap((optimizer) => optimizer.slots)];
  const contents: Contents = {
    ...rest,
    evaluations: evaluations.map(({ steps, metrics }) => ({ steps, metrics: each(metrics, written) })),
    fingerprint,
    metrics: Object.keys(history),
    names: Object.fromEntries(slots.map(({ place, name }) => [place, name])),
    optimizers: Object.fromEntries(optimizers.map(({ name, kept, iterations }) => [name, { kept, iterations }])),
  };
  const columns = Object.entries(history).map(([metric, values]) => ({
    name: `history/${metric}`,
    values: Float64Array.from(values),
    shape: [values.length],
  }));
  try {
    const metadata = { format, contents: JSON.stringify(contents) };
    writeAtomically(path, encodeTensors([...slots.map(stored), ...columns], metadata), { durable: true });
  } catch (cause) {
    throw new CheckpointError(`${who}: the checkpoint ${path} cannot be written (${(cause as Error).message})`, {
      cause,
    });
  }
}

/**
 * Gives models, optimizers and variables the values that a checkpoint holds, in place; nothing changes when it does not fit.
 * Compiled steps of an optimizer that has made no update yet must not have been traced.
 * @returns the record; undefined when there is no such file
 * @throws CheckpointError `pretrain: the checkpoint run.checkpoint is of another run: batchSize is 128 there but 256 here; give
 *   another path, or remove it to start anew`; and for a file that is cut off or changed, of another format, or of other models
 */
export function loadCheckpoint({ who, path, fingerprint, state }: CheckpointFile): TrainingRecord | undefined {
  const refuse = (why: string): never => {
    throw new CheckpointError(`${who}: the checkpoint ${path} ${why}`);
  };
  if (!existsSync(path)) return undefined;
  const { tensors, metadata } = decodeTensors(contentsOf(path, refuse)) ?? refuse(`is damaged, or none; ${advice}`);
  if (metadata.format !== format) refuse(`is of format ${metadata.format}, and format ${format} is read; ${advice}`);
  const contents = JSON.parse(metadata.contents) as Contents;
  const different = differences(contents.fingerprint, fingerprint);
  if (different.length > 0) refuse(`is of another run: ${different.join(", ")}; give another path, or ${advice}`);

  const weights = weightSlots(state);
  const optimizers = Object.entries(state.optimizers ?? {});
  const present = optimizers.flatMap(([name, optimizer]) => optimizerSlots(name, optimizer, weights).slots);
  const kept = Object.values(contents.optimizers).flatMap((optimizer) => optimizer.kept);
  const creatable = new Set(kept.map(({ place }) => place));
  const wrong = misfit([...weights, ...present], creatable, { tensors, names: contents.names });
  if (wrong !== undefined) refuse(`does not fit: ${wrong}; ${advice}`);

  const valueOf = (place: string): tf.Tensor => restored(tensors.get(place) ?? refuse(`lacks ${place}; ${advice}`));
  tf.tidy(() => {
    for (const { place, variable } of weights) variable.assign(valueOf(place));
    for (const [name, optimizer] of optimizers) {
      const fields = new OptimizerFields(optimizer, weights);
      for (const { place, ...where } of contents.optimizers[name].kept) fields.assign(where, valueOf(place));
      for (const { path, value } of contents.optimizers[name].iterations) fields.setIterations(path, value);
    }
  });
  const { steps, seconds, evaluations, metrics } = contents;
  const columns = metrics.map((metric) => [metric, Array.from(tensors.get(`history/${metric}`)?.values ?? [])]);
  const judged = evaluations.map((at) => ({ steps: at.steps, metrics: each(at.metrics, Number) }));
  return { steps, seconds, evaluations: judged, history: Object.fromEntries(columns) as TrainingRecord["history"] };
}

/** What an optimizer keeps, as slots and as where it keeps them. */
function optimizerSlots(name: string, optimizer: tf.Optimizer, weights: readonly Slot[]) {
  const { kept, iterations } = optimizerState(optimizer, weights);
  const places = kept.map(({ path }) => {
    const steps = path.map((step) => (typeof step === "object" ? `(${step.of})` : step));
    return ["optimizers", name, ...steps].join("/");
  });
  return {
    iterations,
    kept: kept.map(({ path, label }, n) => ({ place: places[n], path, label })),
    slots: kept.map(({ path, label, variable }, n): Slot => {
      const owner = label?.of ?? path.flatMap((step) => (typeof step === "object" ? [step.of] : [])).at(-1);
      return { place: places[n], name: `${owner ?? name}${label?.suffix ?? ""}`, variable };
    }),
  };
}

function contentsOf(path: string, refuse: (why: string) => never): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    return refuse(`cannot be read (${(error as Error).message})`);
  }
}

function written(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

function each<T, U>(of: Record<string, T>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, change(value)]));
}
