import { backend } from "../op";
import { tf } from "../tf";
import { backendInternals, dataOf, type Metadata } from "./backendInternals";
import { CompileError } from "./compileError";
import type { Attribute } from "./nativeGraph";
import type { Leaf } from "./structure";

/** What an input of a traced function is given at a call. */
export type Source =
  | { kind: "argument"; index: number }
  | { kind: "variable"; variable: tf.Variable }
  /** A tensor made outside the step: a native handle of ours, since the tensor may be disposed of. */
  | { kind: "capture"; id: number }
  | { kind: "number"; read: () => number };

export interface Input {
  /** Its placeholder in the recording. */
  node: number;
  source: Source;
}

export interface Call {
  name: string;
  inputs: readonly Input[];
  /** The arguments, flat. */
  leaves: readonly Leaf[];
  outputs: number;
  attributes?: Attribute[];
}

/** Runs a function of the context by its name. The outputs are the caller's to keep or delete. */
export function callFunction({ name, inputs, leaves, outputs, attributes = [] }: Call): Metadata[] {
  if (outputs === 0) return [];
  const { binding } = backend();
  const temporary: number[] = [];
  const scalar = (value: number): number => {
    const id = binding.createTensor([], binding.TF_FLOAT, Float32Array.of(value));
    temporary.push(id);
    return id;
  };
  try {
    const ids = inputs.map(({ source }) => {
      if (source.kind === "capture") return source.id;
      if (source.kind === "variable") return nativeId(source.variable);
      if (source.kind === "number") return scalar(source.read());
      const leaf = leaves[source.index];
      return typeof leaf === "number" ? scalar(leaf) : nativeId(leaf as tf.Tensor);
    });
    // The binding's types know attributes of its own making only.
    return binding.executeOp(name, attributes as Parameters<typeof binding.executeOp>[1], ids, outputs);
  } finally {
    for (const id of temporary) binding.deleteTensor(id);
  }
}

/** Frees what inputs hold beyond the call. */
export function releaseCaptures(inputs: readonly Input[]): void {
  for (const { source } of inputs) if (source.kind === "capture") backend().binding.deleteTensor(source.id);
}

/** @throws CompileError when a tensor that a call needs is gone */
export function requireTensor(tensor: tf.Tensor): void {
  if (tensor.isDisposed)
    throw new CompileError(
      `compile: ${tensor instanceof tf.Variable ? `the variable ${tensor.name}` : "an argument"} of a compiled step is disposed of`,
    );
}

function nativeId(tensor: tf.Tensor): number {
  requireTensor(tensor);
  const { id, values } = dataOf(tensor);
  return values === null ? id : backendInternals().getInputTensorIds([tensor])[0];
}
