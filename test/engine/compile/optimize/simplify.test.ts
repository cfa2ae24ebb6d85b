import assert from "node:assert/strict";
import { compile } from "../../../../src/engine/compile";
import { tf } from "../../../../src/engine/tf";
import { agree, free, wave } from "../agree";

const ops = (graph: string): string[] => [...graph.matchAll(/= (\w+)\(/g)].map(([, op]) => op);

describe("a compiled step", () => {
  it("has no casts and reshapes that change nothing, and keeps those that do", () => {
    const x = wave<tf.Rank.R2>([2, 3]);
    const step = compile((m: tf.Tensor2D) => m.toFloat().reshape([2, 3]).exp().reshape([3, 2]).toInt());
    const [actual, expected] = [step(x), step.eager(x)];
    agree(actual, expected);
    assert.deepEqual(ops(step.graph()), ["Exp", "Reshape", "Cast"]);
    step.dispose();
    free(x, actual, expected);
  });
});
