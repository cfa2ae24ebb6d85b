import assert from "node:assert/strict";
import os from "node:os";
import { device } from "../../src/engine/device";
import { op } from "../../src/engine/op";
import { tf } from "../../src/engine/tf";
import { child, engineFolder } from "./child";

describe("engine/tf", () => {
  it("rounds integers to themselves: a fault of tfjs-node 4.22 on TensorFlow 2.21, repaired", () => {
    tf.tidy(() => {
      assert.deepEqual(tf.round(tf.tensor1d([1, 2, -3], "int32")).arraySync(), [1, 2, -3]);
      assert.deepEqual(tf.round(tf.tensor1d([1.2, 2.5, 3.5, -3.7])).arraySync(), [1, 2, 4, -4]);
    });
  });

  it("has that fault without the repair; when this fails, delete repairRound", () => {
    const code = `
      const tf = require("@tensorflow/tfjs-node-gpu");
      console.log(tf.round(tf.tensor1d([1, 2, -3], "int32")).arraySync().join());`;
    assert.equal(child(code, { nodeArguments: ["--require", `${engineFolder}/environment.js`] }).stdout, "0,0,0");
  });

  it("lets a real error of TensorFlow's C++ side through to stderr", () => {
    const code = `
      const { tf } = require(${JSON.stringify(`${engineFolder}/tf.js`)});
      const { op } = require(${JSON.stringify(`${engineFolder}/op.js`)});
      op("PrintV2", [tf.scalar("a real error")], { output_stream: "log(error)", end: "" }, 0);
      op("PrintV2", [tf.scalar("only information")], { output_stream: "log(info)", end: "" }, 0);`;
    const { stderr } = child(code);
    assert.match(stderr, /^E\d{4} .*a real error$/m);
    assert.doesNotMatch(stderr, /only information|oneDNN/);
  });
});

describe("engine/op", () => {
  it("runs an op by its name, with attributes of every kind", () => {
    tf.tidy(() => {
      const a = tf.tensor2d([[1, 2], [3, 4]]); // prettier-ignore
      assert.deepEqual(op("MatMul", [a, a], { T: "float32", transpose_b: true }).arraySync(), [[5, 11], [11, 25]]); // prettier-ignore
      assert.deepEqual(op("LeakyRelu", [tf.tensor1d([-2, 2])], { T: "float32", alpha: 0.5 }).arraySync(), [-1, 2]);
      const block = op("SpaceToDepth", [tf.range(0, 4, 1).reshape([1, 2, 2, 1])], {
        T: "float32",
        block_size: { int: 2 },
        data_format: "NHWC",
      });
      assert.deepEqual(block.arraySync(), [[[[0, 1, 2, 3]]]]);
    });
  });

  it("returns all outputs when it is told how many there are", () => {
    tf.tidy(() => {
      const [values, indices] = op(
        "TopKV2",
        [tf.tensor1d([3, 1, 2]), tf.scalar(2, "int32")],
        { T: "float32", sorted: true },
        2,
      );
      assert.deepEqual([values.arraySync(), indices.arraySync()], [[3, 2], [0, 2]]); // prettier-ignore
    });
  });

  it("passes on what TensorFlow says of an op it does not know", () => {
    assert.throws(() => op("NoSuchOp", []), /'NoSuchOp' is neither a type of a primitive operation nor/);
  });
});

describe("engine/device", () => {
  it("tells the device, the threads, oneDNN and the library's version", () => {
    const { kind, threads, oneDNN, tensorflow, why } = device();
    assert.match(tensorflow, /^2\.\d+\.\d+$/);
    assert.ok(threads.intraOp >= 1 && threads.interOp >= 1);
    assert.match(
      why,
      new RegExp(`^TensorFlow ${tensorflow.replaceAll(".", "\\.")} found ${kind === "gpu" ? "a" : "no"} GPU`),
    );
    assert.equal(oneDNN, process.env.TF_ENABLE_ONEDNN_OPTS !== "0");
  });

  it("tells the threads that were asked for, or every processor", () => {
    const code = `console.log(JSON.stringify(require(${JSON.stringify(`${engineFolder}/device.js`)}).device()))`;
    const here = (env: NodeJS.ProcessEnv) => JSON.parse(child(code, { env }).stdout) as ReturnType<typeof device>;
    assert.deepEqual(here({ CONTRASTBOOK_THREADS: "3" }).threads, { intraOp: 3, interOp: 3 });
    const processors = os.availableParallelism();
    const free = here({ TF_ENABLE_ONEDNN_OPTS: "0" });
    assert.deepEqual(free.threads, { intraOp: processors, interOp: processors });
    assert.equal(free.oneDNN, false);
  });
});
