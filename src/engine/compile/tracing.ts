// More than 250 lines: one session that has to put several things in place and take all of them away again, together.
import { afterInterrupt } from "../../report/afterInterrupt";
import { tf } from "../tf";
import { backendInternals, dataOf, type BackendInternals, type Metadata, type TensorData } from "./backendInternals";
import { releaseCaptures, type Input, type Source } from "./callFunction";
import { callSite } from "./callSite";
import { CompileError } from "./compileError";
import { initialize } from "./initialize";
import type { Attribute, ConstantData } from "./nativeGraph";
import { patchOptimizers, type RateSource } from "./optimizerRates";
import { patchGather } from "./patchGather";
import { Recording, type Node, type Value } from "./recording";
import type { Leaf } from "./structure";

export interface TracingOptions {
  name: string;
  /** The arguments of the step, flat. */
  leaves: readonly Leaf[];
  constantLimit: number;
  xla: boolean;
}

interface Held {
  variable: tf.Variable;
  /** Its data outside the trace; undefined for one that the step made. */
  outside?: object;
  /** Stands for the value that the variable has when the step begins. */
  symbol: tf.Tensor;
  initial?: Value;
}

const firstSymbol = -2;
let active: Tracing | undefined;
afterInterrupt(() => active?.abandon());

/** The trace that is being recorded, if any. */
export function activeTracing(): Tracing | undefined {
  return active;
}

patchOptimizers(activeTracing);
patchGather(() => active !== undefined);

/**
 * One recording of a step. While it is active, an op of the backend is recorded instead of run, its outputs are symbols
 * that have a shape and no value, and every variable holds a symbol of its own. `end` puts all back, whatever happened.
 */
export class Tracing implements RateSource {
  readonly recording = new Recording();
  readonly inputs: Input[] = [];
  readonly rates = new Map<tf.Optimizer, Value>();
  /** The optimizer of every update, to count its iterations at later calls. */
  readonly updates: tf.Optimizer[] = [];
  /** Set by what cannot throw where it is noticed. */
  failure?: CompileError;
  readonly #backend = backendInternals();
  readonly #native = this.#backend.binding;
  readonly #symbols: (Value | (() => Value))[] = [];
  /** Data made in JavaScript inside the step; of large ones, where. */
  readonly #made = new WeakMap<object, string>();
  readonly #constants = new WeakMap<object, Value>();
  readonly #small = new Map<string, Value>();
  readonly #captured = new Map<object, Value>();
  readonly #held: Held[] = [];
  readonly #created: { variable: tf.Variable; initial: Value }[] = [];
  readonly #symbolic: tf.Tensor[] = [];
  readonly #sentinels = new Map<number, { rate: Value; sign: number }>();
  readonly #undo: (() => void)[] = [];
  readonly #options: TracingOptions;

  constructor(options: TracingOptions) {
    this.#options = options;
  }

  begin(): void {
    // First: an interrupt may come at any line from here on, and `abandon` undoes what there is.
    active = this; // eslint-disable-line @typescript-eslint/no-this-alias
    const target = this.#backend;
    const engine = tf.engine();
    this.#replace(
      target,
      "binding",
      overriding(this.#native, {
        executeOp: (op: string, attributes: Attribute[], ids: number[], count: number) =>
          this.#record(op, attributes, ids).slice(0, count),
        tensorDataSync: (id: number) => this.#read(id),
        deleteTensor: (id: number) => (id >= 0 ? this.#call("deleteTensor", id) : undefined),
      }),
    );
    this.#replace(target, "getInputTensorIds", (tensors: unknown[]) => tensors.map((tensor) => this.#symbolOf(tensor)));
    const createOutputTensor = target.createOutputTensor.bind(target);
    this.#replace(target, "createOutputTensor", (metadata: Metadata) => {
      const tensor = createOutputTensor(metadata);
      this.#symbolic.push(tensor);
      return tensor;
    });
    const write = target.write.bind(target);
    this.#replace(target, "write", (values: unknown, shape: number[], dtype: tf.DataType) => {
      const dataId = write(values, shape, dtype);
      const size = shape.reduce((product, length) => product * length, 1);
      this.#made.set(dataId, size > this.#options.constantLimit ? callSite() : "");
      return dataId;
    });
    this.#replace(target, "read", (dataId: object) => this.#readLater(dataId));
    const makeVariable = engine.makeVariable.bind(engine);
    this.#replace(engine, "makeVariable", (...given: Parameters<typeof makeVariable>) =>
      this.#holdNew(makeVariable(...given)),
    );
    this.#replace(engine, "disposeVariable", ({ name }) => {
      throw new CompileError(
        `compile: the step disposes of the variable ${name}${callSite()}, which every later call would need; ` +
          "dispose of it outside the step, or use a tensor in its place",
      );
    });
    this.#replace(Math, "random", () => {
      throw new CompileError(
        `compile: the step draws a random number in JavaScript${callSite()}, which every later call would repeat; ` +
          "draw it from a key that the step is given (uniform, normal, bernoulli, permutation of contrastbook)",
      );
    });
    // One that was renamed and disposed of, or whose making was interrupted, stays registered without data.
    for (const variable of Object.values(engine.registeredVariables))
      if (this.#dataOf(variable.dataId) !== undefined) this.#hold(variable);
  }

  /**
   * Ends the recording: what was replaced is back, the variables hold what they held, and those that the step made their
   * initial values, also when it failed: the optimizer that owns them may be used again. Calling it twice is harmless, and
   * so is an interrupt amid it: what is not done yet is still listed.
   */
  end(): void {
    for (let undo = this.#undo.at(-1); undo !== undefined; undo = this.#undo.at(-1)) {
      undo();
      this.#undo.pop();
    }
    for (let held = this.#held.at(-1); held !== undefined; held = this.#held.at(-1)) {
      this.#release(held);
      if (held.initial !== undefined) this.#created.push({ variable: held.variable, initial: held.initial });
      this.#held.pop();
    }
    const { nodes } = this.recording;
    const { name, leaves } = this.#options;
    initialize({ name: `${name}_initial`, nodes, inputs: this.inputs, leaves, created: this.#created });
    this.#created.length = 0;
    this.recording.close();
    if (active === this) active = undefined;
  }

  /** Ends a recording that comes to nothing. */
  abandon(): void {
    this.end();
    this.freeLeaked();
    releaseCaptures(this.inputs.splice(0));
  }

  /** Whether XLA will compile the function, which knows TensorFlow's ops only. */
  get xla(): boolean {
    return this.#options.xla;
  }

  /** A symbol for an argument of the step. */
  argument(index: number, spec: { label: string; dtype: number; shape: readonly number[] }): tf.Tensor {
    return this.tensor(this.#input(spec, { kind: "argument", index }));
  }

  /** A float32 scalar read anew, by `read`, at every call. */
  number(label: string, read: () => number): tf.Scalar {
    return this.tensor(this.#input({ label, dtype: this.#code("TF_FLOAT"), shape: [] }, { kind: "number", read }));
  }

  /** A tensor of the trace with that value. */
  tensor<T extends tf.Tensor>(value: Value): T {
    return this.#backend.createOutputTensor(this.#metadata(value)) as T;
  }

  /** The value that a tensor stands for: a symbol, a constant made in the step, or a tensor from outside. */
  valueOf(tensor: tf.Tensor): Value {
    const data = this.#dataOf(tensor.dataId);
    if (data === undefined) throw new CompileError(`compile: the step uses a tensor that is disposed of${callSite()}`);
    if (data.id <= firstSymbol) return this.#valueOfSymbol(data.id);
    if (data.values !== null && this.#made.has(tensor.dataId)) return this.#constantOf(tensor.dataId, data);
    return this.#capture(tensor);
  }

  /** A float that marks the rate where an optimizer takes it for a number: where it would become a constant, the rate comes. */
  sentinel(rate: Value): number {
    const mark = Math.fround(1.2345678e-33 * (this.#sentinels.size + 1));
    this.#sentinels.set(mark, { rate, sign: 1 });
    this.#sentinels.set(-mark, { rate, sign: -1 });
    return mark;
  }

  atEnd(undo: () => void): void {
    this.#undo.push(undo);
  }

  /** The variables that the step gave new values. Before `end`. */
  assignments(): { variable: tf.Variable; value: Value }[] {
    return this.#held
      .filter(({ variable, symbol }) => variable.dataId !== symbol.dataId)
      .map(({ variable }) => ({ variable, value: this.valueOf(variable) }));
  }

  /** Frees what of the trace somebody still holds, and tells how much it was. After `end` and the tidy of the step. */
  freeLeaked(): number {
    const leaked = this.#symbolic.filter(({ dataId }) => this.#backend.tensorMap.has(dataId));
    for (const tensor of leaked) {
      tensor.dispose();
      // It may be gone while a clone holds its data.
      while (this.#backend.tensorMap.has(tensor.dataId)) tf.engine().disposeTensor(tensor);
    }
    return leaked.length;
  }

  node(value: Value): Node {
    return this.recording.nodes[value.node];
  }

  #input(spec: { label: string; dtype: number; shape: readonly number[] }, source: Source): Value {
    const types = { type: this.#code("TF_ATTR_TYPE"), shape: this.#code("TF_ATTR_SHAPE") };
    const node = this.recording.placeholder(spec.label, spec.dtype, spec.shape, types);
    this.inputs.push({ node, source });
    return { node, output: 0 };
  }

  #record(op: string, attributes: Attribute[], ids: number[]): Metadata[] {
    const node = this.recording.add(
      op,
      ids.map((id) => this.#valueOfSymbol(id)),
      attributes,
    );
    return this.recording.nodes[node].outputs.map((_, output) => this.#metadata({ node, output }));
  }

  #metadata(value: Value): Metadata {
    return { id: this.#newSymbol(value), ...this.node(value).outputs[value.output] };
  }

  #newSymbol(value: Value | (() => Value)): number {
    return firstSymbol - (this.#symbols.push(value) - 1);
  }

  #valueOfSymbol(id: number): Value {
    const at = firstSymbol - id;
    const symbol = this.#symbols[at];
    if (typeof symbol !== "function") return symbol;
    return (this.#symbols[at] = symbol());
  }

  #symbolOf(tensor: unknown): number {
    if (tensor instanceof tf.Tensor) {
      const given = tensor as tf.Tensor;
      const id = this.#dataOf(given.dataId)?.id;
      if (id !== undefined && id <= firstSymbol) return id;
      return this.#newSymbol(this.valueOf(given));
    }
    // tfjs-node hands 64-bit scalars over as an object of its own, with the low and the high half.
    const { valueArray } = tensor as { valueArray: Int32Array };
    const dtype = this.#code("TF_INT64");
    const data = new BigInt64Array([BigInt(valueArray[0])]);
    return this.#newSymbol({ node: this.recording.constant({ dtype, shape: [], data }), output: 0 });
  }

  #constantOf(dataId: object, data: TensorData): Value {
    let value = this.#constants.get(dataId);
    if (value === undefined)
      this.#constants.set(dataId, (value = this.#addConstant(data, this.#made.get(dataId) ?? "")));
    return value;
  }

  #addConstant({ values, dtype, shape }: TensorData, site: string): Value {
    const data = this.#typed(values, dtype);
    const add = (part: ConstantData, lengths: readonly number[], code = dtype): Value => ({
      node: this.recording.constant({ dtype: code, shape: lengths, data: part }),
      output: 0,
    });
    const sentinel = shape.length === 0 ? this.#sentinels.get(Number(data[0])) : undefined;
    if (sentinel !== undefined && dtype === this.#code("TF_FLOAT"))
      return sentinel.sign > 0 ? sentinel.rate : this.#op("Neg", [sentinel.rate], dtype);
    if (data.length <= 16) {
      const name = `${dtype}|${shape.join()}|${data.join()}`;
      let value = this.#small.get(name);
      // 0 and -0 print alike and divide differently.
      if (value === undefined || data.includes(0)) this.#small.set(name, (value = add(data.slice(), shape)));
      return value;
    }
    if (data.every((element) => Object.is(element, data[0]))) {
      const int32 = this.#code("TF_INT32");
      return this.#op("Fill", [add(Int32Array.from(shape), [shape.length], int32), add(data.slice(0, 1), [])], dtype, [
        { name: "index_type", type: this.#code("TF_ATTR_TYPE"), value: int32 },
      ]);
    }
    if (data.length > this.#options.constantLimit)
      throw new CompileError(
        `compile: the step makes a tensor [${shape.join(", ")}] of ${data.length} numbers in JavaScript${site}, ` +
          "which every later call would repeat; give it to the step as an argument, make it before the step, draw random " +
          `numbers from a key, or raise constantLimit (${this.#options.constantLimit})`,
      );
    return add(data.slice(), shape);
  }

  #op(op: string, inputs: Value[], dtype: number, more: Attribute[] = []): Value {
    const type: Attribute = { name: "T", type: this.#code("TF_ATTR_TYPE"), value: dtype };
    return { node: this.recording.add(op, inputs, [type, ...more]), output: 0 };
  }

  #typed(values: TensorData["values"], dtype: number): Float32Array | Int32Array | Uint8Array {
    if (dtype === this.#code("TF_FLOAT")) return Float32Array.from(values as ArrayLike<number>);
    if (dtype === this.#code("TF_INT32")) return Int32Array.from(values as ArrayLike<number>);
    if (dtype === this.#code("TF_BOOL")) return Uint8Array.from(values as ArrayLike<number>);
    throw new CompileError(
      `compile: the step makes a string or complex tensor${callSite()}; only float32, int32 and bool can be traced`,
    );
  }

  #capture(tensor: tf.Tensor): Value {
    let value = this.#captured.get(tensor.dataId);
    if (value === undefined) {
      const { dtype, shape } = dataOf(tensor);
      const prototype = Object.getPrototypeOf(this.#backend) as BackendInternals;
      const [id] = prototype.getInputTensorIds.call(this.#backend, [tensor]);
      const type = { name: "T", type: this.#code("TF_ATTR_TYPE"), value: dtype };
      const [copy] = this.#call("executeOp", "Identity", [type], [id], 1) as Metadata[];
      value = this.#input({ label: "from outside", dtype, shape }, { kind: "capture", id: copy.id });
      this.#captured.set(tensor.dataId, value);
    }
    return value;
  }

  #hold(variable: tf.Variable): void {
    const { dtype } = dataOf(variable);
    const symbol = this.#variableSymbol(variable, dtype);
    // Listed first: an interrupt before the change leaves nothing to undo, and one after it must find what to.
    this.#held.push({ variable, outside: variable.dataId, symbol });
    variable.dataId = symbol.dataId;
  }

  #holdNew(variable: tf.Variable): tf.Variable {
    const { dtype, id } = dataOf(variable);
    if (id > firstSymbol) {
      // Its initial value is there already.
      this.#hold(variable);
      return variable;
    }
    const initial = this.valueOf(variable);
    tf.engine().disposeTensor(variable); // its share of the initial value's data
    const symbol = this.#variableSymbol(variable, dtype);
    this.#held.push({ variable, initial, symbol });
    variable.dataId = symbol.dataId;
    return variable;
  }

  /** A symbol for the variable to hold, which becomes an input of the function when something reads it. */
  #variableSymbol(variable: tf.Variable, dtype: number): tf.Tensor {
    const { name: label, shape } = variable;
    const id = this.#newSymbol(() => this.#input({ label, dtype, shape }, { kind: "variable", variable }));
    return tf.keep(this.#backend.createOutputTensor({ id, shape, dtype }));
  }

  #release({ variable, outside, symbol }: Held): void {
    if (variable.dataId === outside) return;
    const { dataId, shape, dtype, size } = variable;
    // First: an interrupt after it finds the variable released, and `freeLeaked` frees what is left of the trace.
    if (outside !== undefined) variable.dataId = outside;
    if (dataId === symbol.dataId) symbol.dispose();
    else tf.engine().disposeTensor({ dataId, shape, dtype, size } as tf.Tensor);
  }

  #read(id: number): unknown {
    if (id > firstSymbol) return this.#call("tensorDataSync", id);
    throw new CompileError(
      `compile: the step reads the value of a tensor${callSite()} (dataSync, arraySync, a branch on a value), but while it ` +
        "is traced tensors have no values; return the tensor and read it outside, and branch with tf.where",
    );
  }

  #readLater(dataId: object): Promise<unknown> {
    const data = this.#dataOf(dataId);
    if (data !== undefined && data.id > firstSymbol) return Promise.resolve(data.values ?? this.#read(data.id));
    try {
      this.#read(firstSymbol);
    } catch (error) {
      this.failure ??= error as CompileError;
    }
    // The reader waits for ever; the step's caller hears of it.
    return new Promise(() => undefined);
  }

  #dataOf(dataId: object): TensorData | undefined {
    const { tensorMap } = this.#backend;
    return tensorMap.has(dataId) ? tensorMap.get(dataId) : undefined;
  }

  #replace<T extends object, K extends keyof T>(target: T, name: K, replacement: T[K]): void {
    const own = Object.getOwnPropertyDescriptor(target, name);
    this.#undo.push(() => {
      if (own) Object.defineProperty(target, name, own);
      else Reflect.deleteProperty(target, name);
    });
    target[name] = replacement;
  }

  #code(name: string): number {
    return this.#native[name] as number;
  }

  #call(name: string, ...given: unknown[]): unknown {
    return (this.#native[name] as (...given: unknown[]) => unknown).call(this.#native, ...given);
  }
}

/** An object with some members of its own, and those of another, which may be read-only, behind them. */
function overriding<T extends object>(behind: T, own: Record<string, unknown>): T {
  const descriptors = Object.entries(own).map(([name, value]) => [name, { value, enumerable: true }] as const);
  return Object.create(behind, Object.fromEntries(descriptors)) as T;
}
