import type * as tfjs from "@tensorflow/tfjs-node-gpu";

/** A layer or a model, which is a layer too. tfjs keeps both lists to itself or to models. */
interface Part {
  trainable_: boolean;
  _trainableWeights: tfjs.LayerVariable[];
  layers?: Part[];
}

/**
 * `model.trainable = false` set the flags of the weights in a model's layers, but not of those in models within it: batch norm there
 * went on to train its statistics, and to normalise by the batch. Now it goes all the way down.
 */
export function repairFreezing(tf: typeof tfjs): void {
  Object.defineProperty(Object.getPrototypeOf(tf.LayersModel.prototype), "trainable", {
    configurable: true,
    get(this: Part): boolean {
      return this.trainable_;
    },
    set(this: Part, trainable: boolean) {
      flag(this, trainable);
      this.trainable_ = trainable;
    },
  });
}

function flag(model: Part, trainable: boolean): void {
  for (const layer of model.layers ?? []) {
    for (const weight of layer._trainableWeights) weight.trainable = trainable;
    flag(layer, trainable);
  }
}
