import { fusedRelu } from "../engine/kernels/fusedRelu";
import { tf } from "../engine/tf";

export type ReluOptions = NonNullable<Parameters<typeof tf.layers.reLU>[0]>;

// tfjs exports the factory of its layer but not the class.
const Stock = tf.layers.reLU({}).constructor as new (options: ReluOptions) => tf.layers.Layer;

/** tfjs' ReLU with a fused gradient. Like BatchNorm it saves under the stock class name, and takes that name's place here. */
export class Relu extends Stock {
  declare private readonly maxValue?: number;

  override call(inputs: tf.Tensor | tf.Tensor[], options: Record<string, unknown>): tf.Tensor | tf.Tensor[] {
    if (typeof this.maxValue === "number") return super.call(inputs, options);
    return fusedRelu(Array.isArray(inputs) ? inputs[0] : inputs);
  }
}

tf.serialization.registerClass(Relu as unknown as Parameters<typeof tf.serialization.registerClass>[0]);
