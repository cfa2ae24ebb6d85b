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
export function initialize({ name, nodes, inputs, leaves, created }: Initialization): void {
  if (created.length === 0) return;
  const outputs = created.map(({ initial }) => initial);
  const needed = new Set(neededNodes(nodes, outputs));
  const used = inputs.filter(({ node }) => needed.has(node));
  defineFunction(name, { nodes, inputs: used.map(({ node }) => node), outputs });
  const results = callFunction({ name, inputs: used, leaves, outputs: outputs.length });
  graphFunctions().removeFunction(name);
  created.forEach(({ variable }, at) => {
    variable.dataId = tf.keep(backendInternals().createOutputTensor(results[at])).dataId;
  });
}
