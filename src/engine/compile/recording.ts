import { callSite } from "./callSite";
import { CompileError } from "./compileError";
import { inputGroups } from "./inputGroups";
import { graphFunctions, type Attribute, type ConstantData, type NativeGraph } from "./nativeGraph";

/** One value in a recording: an output of a node. */
export interface Value {
  readonly node: number;
  readonly output: number;
}

export interface Constant {
  dtype: number;
  shape: readonly number[];
  data: ConstantData;
}

/** One op of a recording. */
export interface Node {
  op: string;
  inputs: readonly Value[];
  groups: readonly number[];
  attributes: readonly Attribute[];
  outputs: readonly { dtype: number; shape: readonly number[] }[];
  /** Nodes that must have run before, though their outputs are not used. */
  after?: readonly number[];
  /** Of a Const. */
  constant?: Constant;
  /** Of a Placeholder: what it stands for. */
  label?: string;
}

/** Outputs that only another op of the same kernel reads, of a shape that the kernel chooses. */
const opaqueOutputs: Partial<Record<string, number[]>> = { FusedBatchNormV3: [5] };

/**
 * The ops of a step in the order they were called, not run: TensorFlow only infers the shape and the dtype of what each
 * would give. So recording costs no arithmetic and no memory, however large the step.
 */
export class Recording {
  readonly nodes: Node[] = [];
  #graph: NativeGraph | undefined = graphFunctions().createGraph();

  /** @throws CompileError when TensorFlow refuses the op, or cannot know a shape before it runs. */
  add(op: string, inputs: readonly Value[], attributes: readonly Attribute[]): number {
    const given = attributes.filter(({ value }) => value !== undefined);
    let groups: number[];
    let specs;
    try {
      groups = inputGroups(this.#open, op, given, inputs.length);
      specs = graphFunctions().addNode(this.#open, op, flat(inputs), groups, given, []);
    } catch (error) {
      throw new CompileError(`compile: TensorFlow refuses the op ${op}${callSite()}: ${(error as Error).message}`, {
        cause: error,
      });
    }
    const outputs = specs.map(({ dtype, shape }, at) => {
      if (opaqueOutputs[op]?.includes(at)) return { dtype, shape: [0] };
      if (shape === null || shape.includes(-1))
        throw new CompileError(
          `compile: the shape of what ${op} gives${callSite()} depends on values, and a traced step has none; ` +
            "keep the shape and mask with tf.where or a multiplication, or do this part outside the step",
        );
      return { dtype, shape };
    });
    return this.nodes.push({ op, inputs, groups, attributes: given, outputs }) - 1;
  }

  placeholder(label: string, dtype: number, shape: readonly number[], types: { type: number; shape: number }): number {
    const node = this.add(
      "Placeholder",
      [],
      [
        { name: "dtype", type: types.type, value: dtype },
        { name: "shape", type: types.shape, value: shape },
      ],
    );
    this.nodes[node].label = label;
    return node;
  }

  /** Frees what recording took; nothing can be added any more, the nodes stay. */
  close(): void {
    if (this.#graph !== undefined) graphFunctions().freeGraph(this.#graph);
    this.#graph = undefined;
  }

  get #open(): NativeGraph {
    if (this.#graph === undefined)
      throw new CompileError("compile: this trace has ended, and nothing can be added to it");
    return this.#graph;
  }

  constant(constant: Constant): number {
    const { dtype, shape, data } = constant;
    const outputs = [{ dtype, shape }];
    graphFunctions().addConstant(this.#open, dtype, shape, data);
    return this.nodes.push({ op: "Const", inputs: [], groups: [], attributes: [], outputs, constant }) - 1;
  }
}

/**
 * Makes a TensorFlow function of what `outputs` need of the nodes.
 * @param inputs placeholders that the outputs need
 * @returns how many nodes it has
 */
export function defineFunction(
  name: string,
  { nodes, inputs, outputs }: { nodes: readonly Node[]; inputs: readonly number[]; outputs: readonly Value[] },
): number {
  const native = graphFunctions();
  const graph = native.createGraph();
  const needed = neededNodes(nodes, outputs);
  const place = new Map<number, number>();
  const placed = (node: number): number => place.get(node) as number;
  for (const at of needed) {
    const { op, inputs: values, groups, attributes, after = [], constant } = nodes[at];
    if (constant) native.addConstant(graph, constant.dtype, constant.shape, constant.data);
    else native.addNode(graph, op, flat(values, place), [...groups], [...attributes], after.map(placed));
    place.set(at, place.size);
  }
  native.addFunction(graph, name, inputs.map(placed), flat(outputs, place));
  native.freeGraph(graph);
  return needed.length;
}

/**
 * The nodes that values depend on, each after what it uses.
 * @param resolve what stands for a value now, while a recording is rewritten
 */
export function neededNodes(
  nodes: readonly Node[],
  values: readonly Value[],
  resolve: (value: Value) => Value = (value) => value,
): number[] {
  const order: number[] = [];
  const entered = new Set<number>();
  // A node is met twice: before and after what it uses.
  // Taken from the end, so that what comes first is met first.
  const open = values.map((value) => ({ node: resolve(value).node, left: false })).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, left } = next;
    if (left) order.push(node);
    else if (!entered.has(node)) {
      entered.add(node);
      open.push({ node, left: true });
      for (const other of nodes[node].after ?? []) open.push({ node: other, left: false });
      for (const input of [...nodes[node].inputs].reverse()) open.push({ node: resolve(input).node, left: false });
    }
  }
  return order;
}

function flat(values: readonly Value[], place?: ReadonlyMap<number, number>): number[] {
  return values.flatMap(({ node, output }) => [place === undefined ? node : (place.get(node) as number), output]);
}
