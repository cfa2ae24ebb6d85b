import { dataOf } from "./compile/backendInternals";
import { backendInternals } from "./compile/backendInternals";
import { backend, op } from "./op";
import { tf } from "./tf";

/**
 * A tensor of bytes, as TensorFlow keeps them: a quarter of the memory of other dtypes. tfjs has no such dtype and takes it
 * for int32, so it is only for `fromBytes`, inside a compiled step or out of one.
 * @param bytes as many as the shape asks for; copied
 * @returns uint8 of that shape
 * @cost a copy of the bytes
 */
export function bytesTensor<R extends tf.Rank>(bytes: Uint8Array, shape: tf.ShapeMap[R]): tf.Tensor<R> {
  const { binding } = backend();
  const dimensions = shape as number[];
  const id = binding.createTensor(dimensions, binding.TF_UINT8, bytes);
  return backendInternals().createOutputTensor({ id, shape: dimensions, dtype: binding.TF_UINT8 }) as tf.Tensor<R>;
}

/** The values of a tensor of bytes as shares of 255: float32 in [0, 1]. */
export function fromBytes<R extends tf.Rank>(bytes: tf.Tensor<R>): tf.Tensor<R> {
  return tf.tidy(() =>
    op<tf.Tensor<R>>("Cast", [bytes], { SrcT: "uint8", DstT: "float32" }).div<tf.Tensor<R>>(tf.scalar(255)),
  );
}

/** Whether a tensor is one of bytes, which its dtype does not say. */
export function isBytes(tensor: tf.Tensor): boolean {
  return dataOf(tensor).dtype === backend().binding.TF_UINT8;
}

/** One entry of a tensor of bytes along its first axis. */
export function entryOfBytes(bytes: tf.Tensor, at: number): tf.Tensor {
  return tf.tidy(() => {
    const [start, end, stride] = [at, at + 1, 1].map((position) => tf.tensor1d([position], "int32"));
    const attributes = { T: "uint8", Index: "int32", shrink_axis_mask: { int: 1 } };
    return op("StridedSlice", [bytes, start, end, stride], attributes);
  });
}
