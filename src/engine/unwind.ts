import type * as tfjs from "@tensorflow/tfjs-node-gpu";

/**
 * Makes an engine that was stopped in the middle of its work idle again: outside any kernel, gradient and `tidy`. The
 * tensors of open tidies and of the tape are freed, as an error would have freed them. Without this a kernel's depth that
 * stays above zero keeps every later op off the tape.
 * @param binding the native addon that the backend works on, should something have put its own in place
 */
export function unwind(tf: typeof tfjs, binding: unknown): void {
  const engine = tf.engine();
  const { state } = engine;
  state.kernelDepth = 0;
  state.gradientDepth = 0;
  state.numDataMovesStack = [];
  state.profiling = false;
  const tape = (state.activeTape ?? []) as { saved?: tfjs.Tensor[] }[];
  state.activeTape = [];
  for (const { saved } of tape) free(saved ?? []);
  while (state.scopeStack.length > 0) {
    free((state.activeScope?.track ?? []).filter(({ kept }) => !kept));
    if (state.activeScope) state.activeScope.track = [];
    engine.endScope();
  }
  Object.assign(tf.backend(), { binding });
}

/** One that was being made or freed when its work stopped may refuse; the others must go nevertheless. */
function free(tensors: readonly tfjs.Tensor[]): void {
  for (const tensor of tensors) {
    try {
      tensor.dispose();
    } catch {
      continue;
    }
  }
}
