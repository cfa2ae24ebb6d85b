import { tf } from "../../engine/tf";
import type { Slot } from "./trainingState";

/** A step into a field or an entry; one under the name of a variable is said by the variable's place. */
export type Step = string | number | { of: string };

/** Where an optimizer keeps a variable. */
export interface Kept {
  path: readonly Step[];
  /** tfjs keeps it together with a name: the place of the variable whose it is, and what follows that one's name. */
  label?: { of: string; suffix: string };
}

export interface OptimizerState {
  kept: (Kept & { variable: tf.Variable })[];
  /** Updates made: by the optimizer and by those within it. */
  iterations: { path: readonly Step[]; value: number }[];
}

/** As tfjs' own optimizers keep a variable. */
interface Labelled {
  originalName: string;
  variable: tf.Variable;
}

type Holder = Record<string | number, unknown> | Map<string | number, unknown>;

/**
 * Everything that an optimizer remembers from step to step: each variable in its fields, in lists and records within them
 * and in optimizers that it wraps; and its count of updates. Its own `getWeights` will not do: Adam's leaves out β₁ᵗ and
 * β₂ᵗ, Adamax has none, and names in it are numbered by what the process made before.
 * @param weights what is not the optimizer's own
 */
export function optimizerState(optimizer: tf.Optimizer, weights: readonly Slot[]): OptimizerState {
  const places = new Map(weights.map(({ variable, place }) => [variable.name, place]));
  const seen = new Set<unknown>(weights.map(({ variable }) => variable));
  const state: OptimizerState = { kept: [], iterations: [] };
  const walk = (value: unknown, path: readonly Step[]): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    if (value instanceof tf.Variable) return void state.kept.push({ path, variable: value as tf.Variable });
    if (isLabelled(value)) {
      const { originalName, variable } = value;
      return void state.kept.push({ path, label: labelOf(originalName, places), variable });
    }
    if (value instanceof tf.Optimizer) state.iterations.push({ path, value: value.iterations });
    for (const [key, item] of entries(value)) {
      const of = typeof key === "string" ? places.get(key) : undefined;
      walk(item, [...path, of === undefined ? key : { of }]);
    }
  };
  walk(optimizer, []);
  return state;
}

/** Reaches into an optimizer, whose weights may have other names than in the process that wrote the paths. */
export class OptimizerFields {
  private readonly names: Map<string, string>;

  constructor(
    private readonly optimizer: tf.Optimizer,
    weights: readonly Slot[],
  ) {
    this.names = new Map(weights.map(({ variable, place }) => [place, variable.name]));
  }

  /** Gives a variable its value; one that is not there yet, since optimizers make theirs at the first step, is made. */
  assign({ path, label }: Kept, tensor: tf.Tensor): void {
    const keys = path.map((step) => (typeof step === "object" ? this.nameOf(step.of) : step));
    const last = keys.pop() as string | number;
    let holder = this.optimizer as unknown as Holder;
    keys.forEach((key, n) => {
      const next = get(holder, key) as Holder | undefined;
      // What comes behind it says whether a list is missing or a record.
      holder = next ?? (put(holder, key, typeof (keys[n + 1] ?? last) === "number" ? [] : {}) as Holder);
    });
    const there = get(holder, last);
    const variable = isLabelled(there) ? there.variable : (there as tf.Variable | undefined);
    // A compiled step knows the variable that there is.
    if (variable) return void variable.assign(tensor);
    const made = tf.variable(tensor, false);
    put(holder, last, label ? { originalName: this.nameOf(label.of) + label.suffix, variable: made } : made);
  }

  setIterations(path: readonly Step[], value: number): void {
    let at: unknown = this.optimizer;
    for (const step of path) at = get(at as Holder, step as string | number);
    (at as { iterations_: number }).iterations_ = value;
  }

  private nameOf(place: string): string {
    return this.names.get(place) ?? place;
  }
}

function isLabelled(value: unknown): value is Labelled {
  const { originalName, variable } = (value ?? {}) as Partial<Labelled>;
  return typeof originalName === "string" && variable instanceof tf.Variable;
}

/** The name of a velocity, `conv/kernel/momentum`, as the place of a weight and the rest; of two that fit, the longer name. */
function labelOf(name: string, places: ReadonlyMap<string, string>): Kept["label"] {
  const of = [...places.keys()].filter((weight) => name.startsWith(weight)).sort((a, b) => b.length - a.length)[0];
  return of === undefined ? { of: name, suffix: "" } : { of: places.get(of) as string, suffix: name.slice(of.length) };
}

/** What may hold variables: lists, maps, plain records and optimizers, not tensors. */
function entries(value: object): [string | number, unknown][] {
  if (Array.isArray(value)) return value.map((item: unknown, n) => [n, item]);
  if (value instanceof Map) return [...(value as Map<string | number, unknown>)];
  const plain = Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null;
  return plain || value instanceof tf.Optimizer ? Object.entries(value) : [];
}

function get(holder: Holder, key: string | number): unknown {
  return holder instanceof Map ? holder.get(key) : holder[key];
}

function put(holder: Holder, key: string | number, value: unknown): unknown {
  if (holder instanceof Map) holder.set(key, value);
  else holder[key] = value;
  return value;
}
