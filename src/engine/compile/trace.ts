import { backend } from "../op";
import { tf } from "../tf";
import { withTape } from "../withTape";
import { backendInternals, dataOf, type Metadata } from "./backendInternals";
import { callFunction, releaseCaptures, requireTensor, type Input } from "./callFunction";
import { CompileError } from "./compileError";
import { graphFunctions, type Attribute } from "./nativeGraph";
import { optimize } from "./optimize";
import { printGraph } from "./printGraph";
import { defineFunction, neededNodes, type Node, type Value } from "./recording";
import { mapLeaves, type Leaf } from "./structure";
import { Tracing } from "./tracing";

export interface TraceInfo {
  /** Shapes and dtypes of the arguments. */
  signature: string;
  /** Ops of the function, after what nothing needs was left out. */
  nodes: number;
  /** Variables it reads, and variables it gives new values. */
  reads: number;
  assigns: number;
  /** How often it ran. */
  calls: number;
  /** Seconds that recording and defining took. */
  seconds: number;
}

export interface TraceOptions {
  name: string;
  signature: string;
  xla: boolean;
  fuse: boolean;
  constantLimit: number;
}

/** One recorded signature of a step, as a function of the context. */
export class Trace {
  readonly info: TraceInfo;
  readonly #name: string;
  readonly #nodes: readonly Node[];
  readonly #updates: readonly tf.Optimizer[];
  readonly #inputs: readonly Input[];
  readonly #assigned: readonly tf.Variable[];
  readonly #results: readonly Value[];
  /** How many of the results are returned; the others are assigned. */
  readonly #returned: number;
  readonly #result: unknown;
  readonly #attributes: Attribute[];
  #ran = false;
  #disposed = false;

  private constructor(options: TraceOptions, recorded: Recorded) {
    const { tracing, outputs, assignments, result, nodes, results, count, seconds } = recorded;
    this.#name = options.name;
    this.#nodes = nodes;
    this.#updates = tracing.updates;
    this.#result = result;
    this.#results = results;
    this.#returned = outputs.length;
    this.#assigned = assignments.map(({ variable }) => variable);
    this.#inputs = recorded.inputs;
    this.#attributes = options.xla
      ? [{ name: "_XlaMustCompile", type: backend().binding.TF_ATTR_BOOL, value: true }]
      : [];
    this.info = {
      signature: options.signature,
      nodes: count,
      reads: recorded.inputs.filter(({ source }) => source.kind === "variable").length,
      assigns: assignments.length,
      calls: 0,
      seconds,
    };
  }

  /** Records the step with these arguments. Nothing of it has run afterwards, and no variable has changed. */
  static record(step: (...given: unknown[]) => unknown, given: readonly unknown[], options: TraceOptions): Trace {
    const start = performance.now();
    const leaves: Leaf[] = [];
    mapLeaves(given, "arguments", (leaf) => leaves.push(leaf));
    const tracing = new Tracing({ ...options, leaves });
    try {
      const recorded = runOnSymbols(tracing, step, given);
      const leaked = tracing.freeLeaked();
      if (leaked > 0)
        throw new CompileError(
          `compile: ${leaked} tensors made in the step outlive it (tf.keep); return them instead, or hold them in a tf.variable`,
        );
      const asked = [...recorded.outputs, ...recorded.assignments.map(({ value }) => value)];
      const traced = { nodes: tracing.recording.nodes, results: asked };
      // XLA fuses by itself, and knows TensorFlow's ops only.
      const { nodes, results } = options.fuse && !options.xla ? optimize(traced) : traced;
      const needed = new Set(neededNodes(nodes, results));
      const inputs = tracing.inputs.filter(({ node }) => needed.has(node));
      defineFunction(options.name, { nodes, inputs: inputs.map(({ node }) => node), outputs: results });
      releaseCaptures(tracing.inputs.filter((input) => !inputs.includes(input)));
      const seconds = (performance.now() - start) / 1000;
      return new Trace(options, { ...recorded, tracing, inputs, nodes, results, count: needed.size, seconds });
    } catch (error) {
      tracing.abandon();
      throw error;
    }
  }

  /** Runs the function: the variables get their new values, and the result is made of new tensors. */
  run(leaves: readonly Leaf[]): unknown {
    // Before the function runs: all variables are assigned, or none.
    for (const variable of this.#assigned) requireTensor(variable);
    const results = callFunction({
      name: this.#name,
      inputs: this.#inputs,
      leaves,
      outputs: this.#results.length,
      attributes: this.#attributes,
    });
    const returned = results.slice(0, this.#returned);
    const tensors = returned.map((metadata) => backendInternals().createOutputTensor(metadata));
    this.#assigned.forEach((variable, at) => assign(variable, results[this.#returned + at]));
    // The optimizers counted the trace themselves.
    if (this.#ran) for (const optimizer of this.#updates) countIteration(optimizer);
    this.#ran = true;
    this.info.calls++;
    return fill(this.#result, tensors);
  }

  print(): string {
    return printGraph(this.#nodes, {
      outputs: this.#results.slice(0, this.#returned),
      assignments: this.#assigned.map(({ name }, at) => ({ name, value: this.#results[this.#returned + at] })),
    });
  }

  dispose(): void {
    // Marked first: after an interrupt the collector disposes again, and must not fail where nobody catches it.
    if (this.#disposed) return;
    this.#disposed = true;
    graphFunctions().removeFunction(this.#name);
    releaseCaptures(this.#inputs);
  }
}

interface Recorded {
  tracing: Tracing;
  inputs: readonly Input[];
  outputs: readonly Value[];
  assignments: readonly { variable: tf.Variable; value: Value }[];
  /** As the step gave it, with a `Place` for each tensor. Data, since a closure would keep the step from being collected. */
  result: unknown;
  /** After optimization, as `results`: what is returned, then what is assigned. */
  nodes: readonly Node[];
  results: readonly Value[];
  count: number;
  seconds: number;
}

/** Runs the step on symbols. */
function runOnSymbols(
  tracing: Tracing,
  step: (...given: unknown[]) => unknown,
  given: readonly unknown[],
): Pick<Recorded, "outputs" | "assignments" | "result"> {
  return withTape(() => {
    let recorded: Pick<Recorded, "outputs" | "assignments" | "result"> | undefined;
    tf.tidy(() => {
      tracing.begin();
      let index = 0;
      const symbols = mapLeaves(given, "arguments", (leaf, path) => {
        const at = index++;
        if (typeof leaf === "number")
          return tracing.argument(at, { label: path, dtype: backend().binding.TF_FLOAT, shape: [] });
        if (!(leaf instanceof tf.Tensor) || leaf instanceof tf.Variable) return leaf;
        return tracing.argument(at, { label: path, dtype: dataOf(leaf).dtype, shape: leaf.shape });
      });
      const returned = step(...(symbols as unknown[]));
      // What fails in an async step after this is a consequence of the error below.
      if (returned instanceof Promise) returned.catch(() => undefined);
      if (tracing.failure) throw tracing.failure;
      const outputs: Value[] = [];
      const result = mapLeaves(returned, "the result", (leaf) =>
        leaf instanceof tf.Tensor ? new Place(outputs.push(tracing.valueOf(leaf)) - 1) : leaf,
      );
      recorded = { outputs, assignments: tracing.assignments(), result };
    });
    tracing.end();
    return recorded as NonNullable<typeof recorded>;
  });
}

/** Where a tensor stands in the result. */
class Place {
  constructor(readonly index: number) {}
}

function fill(value: unknown, tensors: readonly tf.Tensor[]): unknown {
  if (value instanceof Place) return tensors[value.index];
  if (Array.isArray(value)) return value.map((item) => fill(item, tensors));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fill(item, tensors)]));
}

/** As `variable.assign`, without a tensor in between where the variable is the only owner of its data. */
function assign(variable: tf.Variable, metadata: Metadata): void {
  const data = dataOf(variable);
  if (data.refCount === 1) {
    const { id, values } = data;
    // The new one first: after an interrupt the variable must not be left with one that is gone.
    data.values = null;
    data.id = metadata.id;
    if (values === null) backend().binding.deleteTensor(id);
  } else {
    const value = backendInternals().createOutputTensor(metadata);
    variable.assign(value);
    value.dispose();
  }
}

function countIteration(optimizer: tf.Optimizer): void {
  (optimizer as unknown as { incrementIterations(): void }).incrementIterations();
}
