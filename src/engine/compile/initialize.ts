import { tf } from "../tf";
import { backendInternals } from "./backendInternals";
import { callFunction, type Input } from "./callFunction";
import { graphFunctions } from "./nativeGraph";
import { defineFunction, neededNodes, type Node, type Value } from "./recording";
import type { Leaf } from "./structure";

export interface Initialization {
  name: string;
  nodes: readonly Node[];
  inputs: readonly Input[];
  leaves: readonly Leaf[];
  created: readonly { variable: tf.Variable; initial: Value }[];
}

/** Gives the variables that a step made while it was traced their initial values, by a function that runs once. */
export function initialize({ name, nodes: recorded, inputs, leaves, created }: Initialization): void {
  if (created.length === 0) return;
  const resolve = resolver(inputs, created);
  const nodes = recorded.map((node) => ({ ...node, inputs: node.inputs.map(resolve) }));
  const outputs = created.map(({ initial }) => resolve(initial));
  const needed = new Set(neededNodes(nodes, outputs));
  const used = inputs.filter(({ node }) => needed.has(node));
  defineFunction(name, { nodes, inputs: used.map(({ node }) => node), outputs });
  const results = callFunction({ name, inputs: used, leaves, outputs: outputs.length });
  graphFunctions().removeFunction(name);
  created.forEach(({ variable }, at) => {
    variable.dataId = tf.keep(backendInternals().createOutputTensor(results[at])).dataId;
  });
}

/** One new variable may start from another, which has no value yet either: its initial value stands in for it. */
function resolver(inputs: readonly Input[], created: Initialization["created"]): (value: Value) => Value {
  const initials = new Map<tf.Variable, Value>(created.map(({ variable, initial }) => [variable, initial]));
  const substitutes = new Map<number, Value>();
  for (const { node, source } of inputs) {
    const initial = source.kind === "variable" ? initials.get(source.variable) : undefined;
    if (initial) substitutes.set(node, initial);
  }
  const resolve = (value: Value): Value => {
    const substitute = substitutes.get(value.node);
    return substitute === undefined ? value : resolve(substitute);
  };
  return resolve;
}
