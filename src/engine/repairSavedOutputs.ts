import type * as tfjs from "@tensorflow/tfjs-node-gpu";

interface TapeNode {
  inputs: Record<string, tfjs.Tensor>;
  outputs: tfjs.Tensor[];
}

interface Taping {
  state: { activeTape: TapeNode[] };
  addTapeNode: (...given: unknown[]) => void;
}

/**
 * Gradients of gradients through `exp`, `sigmoid`, `tanh`, `softmax` and whatever else saves its output for the backward
 * pass missed terms, without an error. tfjs 4.22 puts the copy that is saved on the tape before the op that it is a copy
 * of, and then holds it for a constant; now the op comes first.
 */
export function repairSavedOutputs(tf: typeof tfjs): void {
  const engine = tf.engine() as unknown as Taping;
  const add = engine.addTapeNode.bind(engine);
  engine.addTapeNode = (...given) => {
    add(...given);
    const saved = given[4] as tfjs.Tensor[];
    if (saved.length === 0) return;
    const tape = engine.state.activeTape;
    const node = tape.pop() as TapeNode;
    let place = tape.length;
    for (let at = tape.length - 1; at >= 0 && saved.some(({ id }) => id === tape[at].outputs[0].id); at--)
      if (node.outputs.some(({ id }) => id === tape[at].inputs["x"].id)) place = at;
    tape.splice(place, 0, node);
  };
}
