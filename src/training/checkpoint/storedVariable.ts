import { tf } from "../../engine/tf";
import type { StoredTensor } from "./tensorFile";
import type { Slot } from "./trainingState";

/** The value of a variable for a file, under its place. */
export function stored({ place, variable }: Pick<Slot, "place" | "variable">): StoredTensor {
  return { name: place, values: variable.dataSync(), shape: variable.shape };
}

/** The tensor that was stored; dispose of it. */
export function restored({ values, shape }: StoredTensor): tf.Tensor {
  return tf.tensor(values, [...shape], dtypeOf(values));
}

/** For a reader: `float32 [3, 3, 16, 16]`. */
export function describe({ dtype, shape }: { dtype: string; shape: readonly number[] }): string {
  return `${dtype} [${shape.join(", ")}]`;
}

export function dtypeOf(values: StoredTensor["values"]): "float32" | "int32" | "bool" {
  if (values instanceof Int32Array) return "int32";
  return values instanceof Uint8Array ? "bool" : "float32";
}
