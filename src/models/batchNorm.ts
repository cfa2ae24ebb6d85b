import { fusedBatchNorm } from "../engine/kernels/fusedBatchNorm";
import { fusedBatchNormInference } from "../engine/kernels/fusedBatchNormInference";
import { tf } from "../engine/tf";

export type BatchNormOptions = NonNullable<Parameters<typeof tf.layers.batchNormalization>[0]>;

// tfjs exports the factory of its layer but not the class.
const Stock = tf.layers.batchNormalization({}).constructor as new (options: BatchNormOptions) => tf.layers.Layer;

/**
 * tfjs' BatchNormalization with one fused TensorFlow kernel where tfjs composes a dozen small ones: forward and backward in
 * training, backward in inference too.
 *
 * It has the stock class name, so that a saved model loads in every tfjs, browser included; and it takes that name's place
 * in this process, so that a loaded model trains on the fused kernel too.
 *
 * In training a batch is normalised by its biased variance; the moving variance averages the unbiased one. A layer that is
 * frozen, by `trainable = false` on it or on a model that holds it, however deep, stays in inference, as in Keras: its statistics are frozen too.
 *
 * @differs stock tfjs and the authors' TF2 code average the biased variance; PyTorch and Keras' fused kernel the unbiased one, as here.
 */
export class BatchNorm extends Stock {
  declare private readonly axis: number;
  declare private readonly momentum: number;
  declare private readonly epsilon: number;
  declare private readonly gamma?: tf.LayerVariable;
  declare private readonly beta?: tf.LayerVariable;
  declare private readonly movingMean: tf.LayerVariable;
  declare private readonly movingVariance: tf.LayerVariable;

  override call(inputs: tf.Tensor | tf.Tensor[], options: Record<string, unknown>): tf.Tensor | tf.Tensor[] {
    const input = Array.isArray(inputs) ? inputs[0] : inputs;
    const lastAxis = this.axis === -1 || this.axis === input.rank - 1;
    if (!lastAxis) return super.call(inputs, options);
    return tf.tidy(() => {
      const channels = input.shape[input.rank - 1];
      const scale = (this.gamma?.read() ?? tf.ones([channels])) as tf.Tensor1D;
      const offset = (this.beta?.read() ?? tf.zeros([channels])) as tf.Tensor1D;
      // The kernel wants [N, H, W, C]; statistics are over all axes but the last, so any split of those will do.
      const images = input.rank === 4 ? (input as tf.Tensor4D) : input.reshape<tf.Tensor4D>([-1, 1, 1, channels]);
      const observe = (mean: tf.Tensor, variance: tf.Tensor): void => {
        this.average(this.movingMean, mean);
        this.average(this.movingVariance, variance);
      };
      const { epsilon } = this;
      const y =
        options["training"] === true && !this.isFrozen
          ? fusedBatchNorm(images, scale, offset, { epsilon, observe })
          : fusedBatchNormInference(images, { ...this.statistics(), scale, offset, epsilon });
      return input.rank === 4 ? y : y.reshape(input.shape);
    });
  }

  /** Of a frozen model the flag is with the weights of its layers. */
  private get isFrozen(): boolean {
    return !this.trainable || [this.gamma, this.beta].some((weight) => weight !== undefined && !weight.trainable);
  }

  private statistics(): { mean: tf.Tensor1D; variance: tf.Tensor1D } {
    return { mean: this.movingMean.read() as tf.Tensor1D, variance: this.movingVariance.read() as tf.Tensor1D };
  }

  private average(moving: tf.LayerVariable, latest: tf.Tensor): void {
    const old = moving.read();
    moving.write(old.add(latest.sub(old).mul(1 - this.momentum)));
  }
}

tf.serialization.registerClass(BatchNorm as unknown as Parameters<typeof tf.serialization.registerClass>[0]);
