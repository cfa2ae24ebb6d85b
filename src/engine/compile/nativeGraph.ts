import { backend } from "../op";

/** An op attribute as the addon takes it: `type` is one of the binding's `TF_ATTR_...`. */
export interface Attribute {
  name: string;
  type: number;
  value: unknown;
}

/** What an op gives. A length of -1 or a shape of null is not known before the op runs. */
export interface OutputSpec {
  dtype: number;
  shape: readonly number[] | null;
}

export type ConstantData = Float32Array | Int32Array | Uint8Array | BigInt64Array;

declare const graphBrand: unique symbol;
/** A TF_Graph, freed with the JavaScript object. */
export interface NativeGraph {
  [graphBrand]: true;
}

interface GraphFunctions {
  createGraph(): NativeGraph;
  /** Frees what the graph holds, which nothing may use any more. */
  freeGraph(graph: NativeGraph): void;
  /**
   * `inputs`: node, output, node, output, ...; `groups`: -1 for an input of its own, n for a list of the next n; `after`: nodes
   * that run before it.
   */
  addNode(
    graph: NativeGraph,
    op: string,
    inputs: number[],
    groups: number[],
    attributes: Attribute[],
    after: number[],
  ): OutputSpec[];
  addConstant(graph: NativeGraph, dtype: number, shape: readonly number[], data: ConstantData): OutputSpec[];
  /** `outputs`: node, output, node, output, ... */
  addFunction(graph: NativeGraph, name: string, inputNodes: number[], outputs: number[]): void;
  removeFunction(name: string): void;
  /** Whether this processor has AVX-512. */
  readonly avx512: boolean;
  /** A serialized OpDef. */
  opDefinition(graph: NativeGraph, op: string): Buffer;
}

/** The part of the addon that is ours (`src/engine/native/graph.cc`). Its functions throw TensorFlow's own messages. */
export function graphFunctions(): GraphFunctions {
  return (backend().binding as unknown as { contrastbook: GraphFunctions }).contrastbook;
}
