import { tf } from "../engine/tf";

/**
 * A model made of models that live on without it.
 *
 * tfjs takes a model within a model for one of its own making, and disposes of it twice: once as a layer, once for good. Here it
 * only gives up its share.
 */
export function sharing(args: { inputs: tf.SymbolicTensor; outputs: tf.SymbolicTensor; name: string }): tf.LayersModel {
  const model = tf.model(args);
  model.internalContainerRefs = [];
  return model;
}
