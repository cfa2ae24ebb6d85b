import { tf } from "./tf";
import type { NodeJSKernelBackend } from "@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend";

/** The native backend, whatever name the engine was imported by. */
export function backend(): NodeJSKernelBackend {
  return tf.backend() as NodeJSKernelBackend;
}

/**
 * An attribute of a TensorFlow op. A number is a float attribute and `{ int: 3 }` an integer one, since JavaScript cannot
 * tell them apart; the name of a dtype ("float32", also "uint8") is a type; any other string is text.
 */
export type OpAttribute = number | boolean | string | { int: number };

export type OpAttributes = Record<string, OpAttribute>;

/**
 * Runs one TensorFlow kernel op by its registered name, for the ops tfjs has no function for. Every op of a step passes
 * through the backend's binding, and so does this one. It is not on the gradient tape: wrap it in `tf.customGrad` to
 * differentiate.
 * @param name the op's name in TensorFlow's registry, for instance "StatelessRandomUniform"
 * @param inputs the op's inputs in order
 * @param attributes the op's attributes; those with a default in the registry may be left out
 * @param outputs how many outputs the op has; leave it out for one
 * @returns the op's output, or an array of them when `outputs` is given
 * @throws Error of TensorFlow when the op does not exist or does not accept these inputs
 */
export function op<T extends tf.Tensor = tf.Tensor>(name: string, inputs: tf.Tensor[], attributes?: OpAttributes): T;
export function op(name: string, inputs: tf.Tensor[], attributes: OpAttributes, outputs: number): tf.Tensor[];
export function op(
  name: string,
  inputs: tf.Tensor[],
  attributes: OpAttributes = {},
  outputs?: number,
): tf.Tensor | tf.Tensor[] {
  const encoded = Object.entries(attributes).map(([attribute, value]) => ({ name: attribute, ...encode(value) }));
  return outputs === undefined
    ? backend().executeSingleOutput(name, encoded, inputs)
    : backend().executeMultipleOutputs(name, encoded, inputs, outputs);
}

const dtypes: readonly string[] = ["float32", "int32", "bool", "complex64", "string"] satisfies tf.DataType[];
const uint8 = "uint8";

function encode(value: OpAttribute): { type: number; value: number | boolean | string } {
  const { binding } = backend();
  if (typeof value === "object") return { type: binding.TF_ATTR_INT, value: value.int };
  if (typeof value === "number") return { type: binding.TF_ATTR_FLOAT, value };
  if (typeof value === "boolean") return { type: binding.TF_ATTR_BOOL, value };
  if (value === uint8) return { type: binding.TF_ATTR_TYPE, value: binding.TF_UINT8 };
  if (dtypes.includes(value))
    return { type: binding.TF_ATTR_TYPE, value: backend().getDTypeInteger(value as tf.DataType) };
  return { type: binding.TF_ATTR_STRING, value };
}
