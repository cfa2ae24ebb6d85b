import { afterReload } from "../../report/afterReload";
import { tf } from "../tf";
import { withTape } from "../withTape";
import { dataOf } from "./backendInternals";
import { CompileError } from "./compileError";
import { mapLeaves, type Leaf } from "./structure";
import { Trace, type TraceInfo } from "./trace";
import { activeTracing } from "./tracing";

/** What a compiled step is given for a parameter: for a scalar also a number. */
export type Given<T> = T extends tf.Tensor
  ? tf.Scalar extends T
    ? T | number
    : T
  : T extends object
    ? { [K in keyof T]: Given<T[K]> }
    : T;

export interface CompileOptions {
  /**
   * Compile with XLA. Good for small dense networks at a large batch, bad for convolutions on a CPU. It rounds otherwise, and
   * draws other random numbers for the same key. Default false.
   */
  xla?: boolean;
  /** Replace parts of the step by our own kernels, see `optimize`. Default true; never with XLA, which fuses by itself. */
  fuse?: boolean;
  /** The most numbers a tensor made in JavaScript inside the step may have, unless they are all equal. Default 4096. */
  constantLimit?: number;
  /** For errors and `graph`. Default the function's name. */
  name?: string;
}

/** A step as a TensorFlow function. */
export interface Compiled<A extends unknown[], R> {
  (...given: { [K in keyof A]: Given<A[K]> }): R;
  /** The step itself, op by op as tfjs runs it, in a `tidy`: for comparison, and to debug with values at hand. */
  eager: (...given: { [K in keyof A]: Given<A[K]> }) => R;
  /** One for each signature seen so far. */
  readonly traces: readonly TraceInfo[];
  /** The traced graph for a reader: a line an op, with shapes. Of the latest trace, or the one at `index` of `traces`. */
  graph(index?: number): string;
  /** Frees the functions and the tensors they captured. The step traces again when it is called again. */
  dispose(): void;
}

type Traces = Map<string, Trace>;

let steps = 0;
/** Of every step that can still be called. */
const live = new Set<Traces>();
const abandoned = new FinalizationRegistry((traces: Traces) => {
  live.delete(traces);
  forget(traces);
});
// a loss or a model may be another one now: the next call of each step traces it
afterReload("contrastbook/compile", () => live.forEach(forget));

function forget(traces: Traces): void {
  for (const trace of traces.values()) trace.dispose();
  traces.clear();
}

/**
 * Makes one TensorFlow function of a training step (or of any function of tensors): forward pass, gradients and optimizer
 * run as a single call. The first call with a signature (shapes and dtypes of the arguments) records the ops of the step
 * without running them; later ones run the function.
 *
 * In the step, numbers of the call are float32 scalars; booleans, strings and null stay what they are and belong to the
 * signature. Variables that it reads or assigns are found by themselves, those it makes are made once. Tensors from outside are kept as they
 * were at the first call. An optimizer of tf.train has its learning rate read at every call. What is JavaScript in the step
 * runs once, at the trace: a branch on a value, a random draw or a counter would be frozen. The first two are errors.
 *
 * Called inside a step that is being traced or under a gradient, the step becomes part of it and is differentiated with it.
 *
 * @param step takes and gives tensors, in arrays and plain records nested at will
 * @returns the compiled step; the tensors it gives are the caller's to dispose of, or a `tidy`'s
 * @throws CompileError at the first call, naming the op or the line: `compile: the step reads the value of a tensor at
 *   step.ts:12:8 (dataSync, ...`; `compile: the step draws a random number in JavaScript at ...`; `compile: the step makes a
 *   tensor [256, 256] of 65536 numbers in JavaScript at ...`; `compile: the shape of what Where gives at ... depends on values`
 * @cost tracing 0.1 to 0.2 ms an op, once a signature, and TensorFlow's own optimization at the first run; a call 0.1 to 0.15 ms
 *   beside the work itself
 */
export function compile<A extends unknown[], R>(
  step: (...given: A) => R,
  options: CompileOptions = {},
): Compiled<A, R> {
  const { xla = false, fuse = true, constantLimit = 4096, name = step.name || "step" } = options;
  const label = `contrastbook_${name.replace(/\W/g, "_")}_${steps++}`;
  const traces: Traces = new Map();
  let latest = "";

  const eager = (...given: unknown[]): R =>
    withTape(() =>
      tf.tidy(() => {
        const scalars = mapLeaves(given, "arguments", (leaf) => (typeof leaf === "number" ? tf.scalar(leaf) : leaf));
        const result = step(...(scalars as A));
        // As the compiled step gives them: an argument or a variable that is returned as it is belongs to its owner.
        return mapLeaves(result, "the result", (leaf) =>
          leaf instanceof tf.Tensor ? leaf.clone() : leaf,
        ) as tf.TensorContainer;
      }),
    ) as R;

  const call = (...given: unknown[]): R => {
    if (activeTracing() !== undefined || tf.engine().state.gradientDepth > 0) return eager(...given);
    const leaves: Leaf[] = [];
    const signatures = mapLeaves(given, "arguments", (leaf, path) => {
      leaves.push(leaf);
      return signature(leaf, path);
    });
    const key = JSON.stringify(signatures);
    let trace = traces.get(key);
    if (trace === undefined) {
      trace = Trace.record(step as (...given: unknown[]) => unknown, given, {
        name: `${label}_${traces.size}`,
        signature: given.map(describe).join(", "),
        xla,
        fuse,
        constantLimit,
      });
      traces.set(key, trace);
    }
    latest = key;
    return trace.run(leaves) as R;
  };

  const compiled = Object.assign(call, {
    eager,
    graph: (index?: number): string => {
      const trace = index === undefined ? traces.get(latest) : [...traces.values()][index];
      if (trace === undefined)
        throw new CompileError(`compile: ${name} has ${traces.size} traces; call it first, then ask for one of them`);
      return trace.print();
    },
    dispose: (): void => forget(traces),
  });
  Object.defineProperty(compiled, "traces", { get: () => [...traces.values()].map(({ info }) => info) });
  live.add(traces);
  abandoned.register(compiled, traces);
  return compiled as unknown as Compiled<A, R>;
}

function signature(leaf: Leaf, path: string): string {
  if (!(leaf instanceof tf.Tensor)) return typeof leaf === "number" ? "number" : `${typeof leaf} ${leaf}`;
  if (leaf.isDisposed) throw new CompileError(`compile: ${path} is a tensor that is disposed of`);
  // A variable is found as one; which it is belongs to the trace.
  if (leaf instanceof tf.Variable) return `variable ${leaf.id}`;
  const { dtype, shape } = dataOf(leaf);
  return `${dtype}[${shape.join()}]`;
}

function describe(value: unknown): string {
  if (value instanceof tf.Tensor) return describeTensor(value as tf.Tensor);
  if (Array.isArray(value)) return `[${value.map(describe).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{ ${Object.entries(value)
      .map(([name, item]) => `${name}: ${describe(item)}`)
      .join(", ")} }`;
  return typeof value === "number" ? "number" : String(value);
}

function describeTensor({ dtype, shape }: tf.Tensor): string {
  return `${dtype} [${shape.join(", ")}]`;
}
