import assert from "node:assert/strict";
import { tf } from "../../src/engine/tf";
import { unwind } from "../../src/engine/unwind";

describe("unwind", () => {
  it("takes the engine out of a kernel, a gradient and its tidies, and frees what those held", () => {
    const engine = tf.engine();
    const native = (tf.backend() as unknown as { binding: object }).binding;
    const before = tf.memory().numTensors;
    engine.startScope("step");
    (engine as unknown as { startTape(): void }).startTape();
    tf.scalar(3).square().exp();
    engine.startScope("inner");
    const kept = tf.keep(tf.scalar(1));
    engine.state.kernelDepth = 2;
    Object.assign(tf.backend(), { binding: Object.create(native) as object });
    unwind(tf, native);
    assert.equal(tf.memory().numTensors, before + 1);
    assert.equal(kept.dataSync()[0], 1);
    kept.dispose();
    assert.equal(engine.state.scopeStack.length, 0);
    assert.equal((tf.backend() as unknown as { binding: object }).binding, native);
    const gradient = tf.tidy(() =>
      tf
        .grad((x: tf.Tensor) => x.square())(tf.scalar(3))
        .dataSync(),
    );
    assert.deepEqual([...gradient], [6]);
  });

  it("changes nothing in an engine that is idle", () => {
    const { state } = tf.engine();
    const { numTensors, numBytes } = state;
    unwind(tf, (tf.backend() as unknown as { binding: object }).binding);
    assert.deepEqual(
      [state.numTensors, state.numBytes, state.gradientDepth, state.kernelDepth],
      [numTensors, numBytes, 0, 0],
    );
  });
});
