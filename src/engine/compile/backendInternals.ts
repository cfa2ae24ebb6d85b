import { backend } from "../op";
import type { tf } from "../tf";

/** What the backend keeps of a tensor's data. */
export interface TensorData {
  shape: number[];
  /** TensorFlow's code. */
  dtype: number;
  /** Not yet handed to TensorFlow. */
  values: ArrayLike<number> | Uint8Array[] | null;
  /** Of the native tensor; -1 before there is one, and from -2 downwards a symbol of a trace. */
  id: number;
  refCount: number;
}

/** What an op says of an output. */
export interface Metadata {
  id: number;
  shape: readonly number[];
  dtype: number;
}

/** The parts of the backend that tracing replaces and calls; most are private in its types. */
export interface BackendInternals {
  binding: Record<string, unknown>;
  tensorMap: { get(dataId: object): TensorData | undefined; has(dataId: object): boolean };
  createOutputTensor(metadata: Metadata): tf.Tensor;
  getInputTensorIds(tensors: unknown[]): number[];
  write(values: unknown, shape: number[], dtype: tf.DataType): object;
  read(dataId: object): Promise<unknown>;
}

export function backendInternals(): BackendInternals {
  return backend() as unknown as BackendInternals;
}

/** The data of a tensor that is not disposed of. */
export function dataOf(tensor: tf.Tensor): TensorData {
  return backendInternals().tensorMap.get(tensor.dataId) as TensorData;
}
