import { tf } from "../../src/engine/tf";

let before = 0;

/** After every test the engine holds the tensors it held before: whoever makes one disposes of it. */
export const mochaHooks = {
  beforeEach(): void {
    before = tf.memory().numTensors;
  },
  afterEach(): void {
    const leaked = tf.memory().numTensors - before;
    if (leaked !== 0) throw new Error(`leak: the test left ${leaked} tensors`);
  },
};
