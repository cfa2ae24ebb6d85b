import type * as tfjs from "@tensorflow/tfjs-node-gpu";

interface Owner {
  dataId: object;
  readonly shape: readonly number[];
  readonly dtype: tfjs.DataType;
  readonly size: number;
  readonly isDisposed: boolean;
  /** What `isDisposed` reads. */
  isDisposedInternal: boolean;
  kerasMask?: tfjs.Tensor;
  dispose(): void;
  assign(value: Owner): void;
}

/**
 * Changes the order in which tfjs frees and assigns, so that an interrupt in between leaves at worst a tensor too many. As it
 * was, `unwind` could free a tensor a second time, and with it data that a variable shares, and a variable whose old value
 * was gone could be left without a new one.
 */
export function neverFreeTwice(tf: typeof tfjs): void {
  const engine = tf.engine();
  const tensors = tf.Tensor.prototype as unknown as Owner;
  const variables = tf.Variable.prototype as unknown as Owner;
  const refuse = Object.getOwnPropertyDescriptor(variables, "assign")?.value as Owner["assign"];

  tensors.dispose = function (this: Owner): void {
    if (this.isDisposed) return;
    this.kerasMask?.dispose();
    this.isDisposedInternal = true;
    engine.disposeTensor(this as unknown as tfjs.Tensor);
  };

  variables.assign = function (this: Owner, value: Owner): void {
    const { shape, dtype, size, dataId } = this;
    // it throws an error that says so
    if (value.dtype !== dtype || !tf.util.arraysEqual(value.shape as number[], shape as number[])) {
      refuse.call(this, value);
      return;
    }
    // counted as variables are, in no tidy
    const owner = (data: object): tfjs.Tensor => {
      const made = Object.create(variables) as Pick<Owner, "shape" | "dtype" | "size" | "dataId">;
      return Object.assign(made, { shape, dtype, size, dataId: data }) as unknown as tfjs.Tensor;
    };
    engine.incRef(owner(value.dataId), null as never);
    this.dataId = value.dataId;
    engine.disposeTensor(owner(dataId));
  };
}
