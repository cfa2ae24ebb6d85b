import assert from "node:assert/strict";
import { compile } from "../../../src/engine/compile";
import { graphFunctions } from "../../../src/engine/compile/nativeGraph";
import { tf } from "../../../src/engine/tf";
import { renewAfterReload } from "../../../src/report/afterReload";
import { child } from "../child";
import { free, variable, wave } from "./agree";

describe("traces of a compiled step", () => {
  it("are one for each signature: new shapes and dtypes trace anew, new values and numbers do not", () => {
    let runs = 0;
    const step = compile((x: tf.Tensor, rate: tf.Scalar) => {
      runs++;
      return x.toFloat().mul(rate);
    });
    const given = [tf.zeros([2, 3]), tf.ones([2, 3]), tf.zeros([3, 2]), tf.zeros([2, 3], "int32")];
    tf.tidy(() => {
      for (const x of [...given, ...given]) for (const rate of [1, 2, 3]) step(x, rate);
    });
    assert.equal(runs, 3);
    assert.deepEqual(
      step.traces.map(({ signature, calls }) => [signature, calls]),
      [
        ["float32 [2, 3], number", 12],
        ["float32 [3, 2], number", 6],
        ["int32 [2, 3], number", 6],
      ],
    );
    step.dispose();
    free(given);
  });

  it("are dropped after a reload: the next call traces the function that is there by then, and the old ones are gone", () => {
    let loss = (x: tf.Tensor): tf.Tensor => x.mul(2);
    const step = compile((x: tf.Tensor) => loss(x));
    const x = tf.scalar(3);
    const value = (): number | undefined => tf.tidy(() => step(x).dataSync()[0]);
    assert.equal(value(), 6);
    loss = (y) => y.mul(5);
    assert.equal(value(), 6);
    const removed = countRemoved(() => assert.deepEqual(renewAfterReload(), []));
    assert.ok(removed.functions >= 1);
    assert.equal(step.traces.length, 0);
    assert.throws(() => step.graph(), /has 0 traces/);
    assert.equal(value(), 15);
    step.dispose();
    free([x]);
  });

  it("say how many ops they have, what they read and assign, without what nothing needs", () => {
    const [read, assigned, unused] = ["read", "assigned", "unused"].map((name) =>
      variable(tf.scalar(1), `traces.${name}`),
    );
    const step = compile((x: tf.Tensor) => {
      unused.add(1).exp().sin();
      assigned.assign(x.add(read));
      return x.mul(read);
    });
    const x = tf.scalar(2);
    step(x).dispose();
    const [{ nodes, reads, assigns, calls, seconds }] = step.traces;
    assert.deepEqual({ nodes, reads, assigns, calls }, { nodes: 4, reads: 1, assigns: 1, calls: 1 });
    assert.ok(seconds > 0 && seconds < 5);
    step.dispose();
    free(x, read, assigned, unused);
  });

  it("print for a reader: inputs by name, ops with shapes, small constants by value, what is returned and assigned", () => {
    const weights = variable(wave<tf.Rank.R2>([3, 2]), "weights");
    const count = variable(tf.scalar(0), "count");
    const step = compile(
      (given: { images: tf.Tensor2D; rate: tf.Scalar }) => {
        count.assign(count.add(1));
        return given.images.matMul(weights).mul(given.rate);
      },
      { name: "project" },
    );
    assert.throws(() => step.graph(), /compile: project has 0 traces; call it first/);
    const images = tf.zeros<tf.Rank.R2>([4, 3]);
    step({ images, rate: 0.5 }).dispose();
    const lines = step.graph().replaceAll(/%\d+/g, "%").split("\n");
    assert.deepEqual(lines.slice(0, -2).sort(), [
      "% = Add(%, 1) : float32 []",
      "% = MatMul(%, %) : float32 [4, 2]",
      "% = Mul(%, %) : float32 [4, 2]",
      "% = input arguments[0].images : float32 [4, 3]",
      "% = input arguments[0].rate : float32 []",
      "% = input count : float32 []",
      "% = input weights : float32 [3, 2]",
    ]);
    assert.deepEqual(lines.slice(-2), ["return %", "count := %"]);
    const more = tf.zeros<tf.Rank.R2>([5, 3]);
    step({ images: more, rate: 1 }).dispose();
    assert.match(step.graph(), /MatMul\(.*: float32 \[5, 2\]/);
    assert.match(step.graph(0), /MatMul\(.*: float32 \[4, 2\]/);
    assert.throws(() => step.graph(7), /compile: project has 2 traces/);
    step.dispose();
    free(weights, count, images, more);
  });

  it("are gone after dispose, which frees what they captured; then the step traces again", () => {
    const outside = tf.tensor1d([1, 2]);
    const step = compile((x: tf.Tensor) => x.add(outside));
    const x = tf.scalar(1);
    const call = (): number[] => tf.tidy(() => [...step(x).dataSync()]);
    assert.deepEqual(call(), [2, 3]);
    const removed = countRemoved(() => step.dispose());
    assert.deepEqual(removed, { functions: 1, tensors: 1 });
    assert.equal(step.traces.length, 0);
    assert.throws(() => step.graph(), /has 0 traces/);
    assert.deepEqual(call(), [2, 3]);
    assert.equal(step.traces.length, 1);
    step.dispose();
    step.dispose();
    free(outside, x);
  });

  it("leave with the step when nobody holds it any more", function () {
    this.timeout(60_000);
    const { status, stdout, stderr } = child(
      `const { tf, compile } = require("./dist/src/index.js");
       const { graphFunctions } = require("./dist/src/engine/compile/nativeGraph.js");
       const native = graphFunctions();
       let removed = 0;
       tf.backend().binding.contrastbook.removeFunction = (remove => name => { removed++; return remove(name); })(native.removeFunction);
       const outside = tf.ones([3]);
       const use = () => {
         // as in a cell: the step's own scope holds the step
         const step = compile(x => x.add(outside), { name: "mine" });
         const again = () => step;
         const x = tf.scalar(1);
         step(x).dispose();
         x.dispose();
         return again() === step;
       };
       for (let i = 0; i < 20; i++) use();
       (async () => {
         for (let i = 0; i < 50 && removed < 19; i++) { global.gc(); await new Promise(resolve => setTimeout(resolve, 10)); }
         console.log(removed >= 19 ? "collected" : "only " + removed);
       })();`,
      { nodeArguments: ["--expose-gc"] },
    );
    assert.equal(stdout.split("\n").at(-1), "collected", stderr);
    assert.equal(status, 0);
  });
});

/** What `work` takes out of TensorFlow's context. */
function countRemoved(work: () => void): { functions: number; tensors: number } {
  const counts = { functions: 0, tensors: 0 };
  const backend = tf.backend() as unknown as { binding: { deleteTensor(id: number): void } };
  const native = graphFunctions();
  const { binding } = backend;
  const original = { ...native };
  native.removeFunction = (name) => (counts.functions++, original.removeFunction(name));
  const deleteTensor = (id: number): void => (counts.tensors++, binding.deleteTensor(id));
  backend.binding = Object.create(binding, { deleteTensor: { value: deleteTensor } }) as typeof binding;
  try {
    work();
  } finally {
    Object.assign(native, original);
    backend.binding = binding;
  }
  return counts;
}
