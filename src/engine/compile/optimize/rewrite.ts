import { backend } from "../../op";
import type { Attribute } from "../nativeGraph";
import { neededNodes, type Node, type Value } from "../recording";

/** An attribute by its kind, as `op` of the engine takes them. */
export type AttributeValue = boolean | { int: number | readonly number[] } | { float: number };

/** A recording under change: who uses what, and values that stand for others. */
export class Rewrite {
  readonly nodes: Node[];
  readonly #results: readonly Value[];
  readonly #recorded: number;
  /** Of nodes that came later: the last node that one stands for. */
  readonly #positions = new Map<number, number>();
  readonly #instead = new Map<string, Value>();
  #users?: Map<string, number[]>;

  constructor(nodes: readonly Node[], results: readonly Value[]) {
    this.nodes = [...nodes];
    this.#results = results;
    this.#recorded = nodes.length;
  }

  /** The numbers of the nodes that are needed, in an order in which each comes after what it uses. */
  needed(): number[] {
    return neededNodes(this.nodes, this.#results, (value) => this.resolve(value));
  }

  /** What stands for a value now. */
  resolve(value: Value): Value {
    let current = value;
    for (let next = this.#instead.get(key(current)); next !== undefined; next = this.#instead.get(key(current)))
      current = next;
    return current;
  }

  input(node: number, index: number): Value {
    return this.resolve(this.nodes[node].inputs[index]);
  }

  shape(value: Value): readonly number[] {
    return this.nodes[value.node].outputs[value.output].shape;
  }

  /** The nodes that use a value, one entry a use; a result of the function counts as -1. */
  users(value: Value): readonly number[] {
    this.#users ??= this.#findUsers();
    return this.#users.get(key(value)) ?? [];
  }

  /** Whether a value is computed from what a node gives. */
  comesFrom(value: Value, node: number): boolean {
    return neededNodes(this.nodes, [value], (one) => this.resolve(one)).includes(node);
  }

  replace(value: Value, by: Value): void {
    this.#instead.set(key(value), by);
    this.#positions.set(by.node, Math.max(this.position(by.node), this.position(value.node)));
    this.#users = undefined;
  }

  /** Where in the recorded order a node belongs: as the step called it, however it was rewritten. */
  position(node: number): number {
    return this.#positions.get(node) ?? (node < this.#recorded ? node : -1);
  }

  add(
    op: string,
    inputs: readonly (Value | readonly Value[])[],
    attributes: Record<string, AttributeValue>,
    outputs: Node["outputs"],
  ): number {
    return (
      this.nodes.push({
        op,
        inputs: inputs.flatMap((input) => input),
        groups: inputs.map((input) => (Array.isArray(input) ? input.length : -1)),
        attributes: Object.entries(attributes).map(([name, value]) => encode(name, value)),
        outputs,
      }) - 1
    );
  }

  finish(): { nodes: Node[]; results: Value[] } {
    const resolve = (value: Value): Value => this.resolve(value);
    const nodes = this.nodes.map((node) => ({ ...node, inputs: node.inputs.map(resolve) }));
    return { nodes, results: this.#results.map(resolve) };
  }

  #findUsers(): Map<string, number[]> {
    const users = new Map<string, number[]>();
    const use = (value: Value, by: number): void => {
      const at = key(this.resolve(value));
      const known = users.get(at);
      if (known) known.push(by);
      else users.set(at, [by]);
    };
    for (const node of this.needed()) for (const value of this.nodes[node].inputs) use(value, node);
    for (const value of this.#results) use(value, -1);
    return users;
  }
}

export function same(a: Value, b: Value): boolean {
  return a.node === b.node && a.output === b.output;
}

export function attribute(node: Node, name: string): unknown {
  return node.attributes.find((one) => one.name === name)?.value;
}

function key({ node, output }: Value): string {
  return `${node}:${output}`;
}

function encode(name: string, value: AttributeValue): Attribute {
  const { binding } = backend();
  if (typeof value === "boolean") return { name, type: binding.TF_ATTR_BOOL, value };
  if ("int" in value) return { name, type: binding.TF_ATTR_INT, value: value.int };
  return { name, type: binding.TF_ATTR_FLOAT, value: value.float };
}
