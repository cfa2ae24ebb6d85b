import { tf } from "./tf";

/**
 * Runs work that takes gradients, and frees what its tape holds when it throws.
 *
 * tfjs frees the tensors saved for a backward pass only after that pass: an error in between, as in a loss under
 * edit, would leak the activations of the whole step.
 */
export function withTape<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { state } = tf.engine();
    // Inside another tape the outer one still needs its tensors, and frees them in its turn.
    if (state.gradientDepth === 0) {
      for (const node of state.activeTape ?? []) tf.dispose(node.saved);
      state.activeTape = [];
    }
    throw error;
  }
}
