import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { tf } from "../../src/engine/tf";
import {
  loadCheckpoint,
  saveCheckpoint,
  type CheckpointFile,
  type TrainingRecord,
} from "../../src/training/checkpoint";
import { CheckpointError } from "../../src/training/checkpoint/checkpointError";
import { decodeTensors, encodeTensors } from "../../src/training/checkpoint/tensorFile";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "checkpoint-"));
  file = path.join(folder, "run.checkpoint");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const record: TrainingRecord = {
  steps: 3,
  seconds: 1.5,
  history: { loss: [0.1, 1 / 3, 1e-300], mi: [-0, 5e-324, 2] },
  evaluations: [{ steps: 3, metrics: { accuracy: 0.7 } }],
};

const about = (state: CheckpointFile["state"], changes: Partial<CheckpointFile> = {}): CheckpointFile => ({
  who: "work",
  path: file,
  fingerprint: { seed: 1 },
  state,
  ...changes,
});

/** Variables of this test alone, by name. */
function withVariables(values: Record<string, tf.Tensor>, use: (made: Record<string, tf.Variable>) => void): void {
  const made = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, tf.variable(value, false)] as const),
  );
  tf.dispose(values);
  try {
    use(made);
  } finally {
    tf.dispose(made);
  }
}

describe("a checkpoint", () => {
  it("gives back every bit: of numbers of each type, of the history, and of numbers that are none", () => {
    const floats = [NaN, -0, Infinity, 1.4e-45, 0.1];
    const values = () => ({
      f: tf.tensor1d(floats),
      i: tf.tensor2d([[-(2 ** 31), 7]], undefined, "int32"),
      b: tf.tensor1d([true, false], "bool"),
    });
    withVariables(values(), (variables) => {
      saveCheckpoint(about({ variables }), record);
      for (const variable of Object.values(variables))
        tf.tidy(() => {
          variable.assign(tf.zerosLike(variable));
        });
      assert.deepEqual(loadCheckpoint(about({ variables })), record);
      assert.deepEqual([...variables.f.dataSync()], [...Float32Array.from(floats)]);
      assert.deepEqual([...variables.i.dataSync()], [-(2 ** 31), 7]);
      assert.deepEqual([...variables.b.dataSync()], [1, 0]);
    });
  });

  it("is nothing when there is no file", () => {
    assert.equal(loadCheckpoint(about({})), undefined);
  });

  it("is refused when a byte of it changed, or when it was cut off", () => {
    withVariables({ a: tf.range(0, 8) }, (variables) => {
      saveCheckpoint(about({ variables }), record);
      const whole = readFileSync(file);
      const damaged = new CheckpointError(`work: the checkpoint ${file} is damaged, or none; remove it to start anew`);
      const stride = 7;
      for (let at = 0; at < whole.length; at += stride) {
        const changed = Buffer.from(whole);
        changed[at] ^= 4;
        writeFileSync(file, changed);
        assert.throws(() => loadCheckpoint(about({ variables })), damaged, `byte ${at}`);
        writeFileSync(file, whole.subarray(0, at));
        assert.throws(() => loadCheckpoint(about({ variables })), damaged, `cut at ${at}`);
      }
      assert.deepEqual([...variables.a.dataSync()], [0, 1, 2, 3, 4, 5, 6, 7]);
    });
  });

  it("is refused when it is of another format", () => {
    writeFileSync(file, Buffer.concat(encodeTensors([], { format: "0", contents: "" })));
    assert.throws(
      () => loadCheckpoint(about({})),
      new CheckpointError(`work: the checkpoint ${file} is of format 0, and format 1 is read; remove it to start anew`),
    );
  });

  it("changes nothing and says what does not fit, when the models are others", () => {
    const fits = (saved: Record<string, tf.Tensor>, given: Record<string, tf.Tensor>, why: string): void => {
      withVariables(saved, (variables) => saveCheckpoint(about({ variables }), record));
      withVariables(given, (variables) => {
        const before = Object.values(variables).map((variable) => [...variable.dataSync()]);
        assert.throws(
          () => loadCheckpoint(about({ variables })),
          new CheckpointError(`work: the checkpoint ${file} does not fit: ${why}; remove it to start anew`),
        );
        assert.deepEqual(
          Object.values(variables).map((variable) => [...variable.dataSync()]),
          before,
        );
      });
    };
    const one = () => tf.ones([2]);
    fits(
      { a: one(), b: tf.ones([2, 3]) },
      { a: tf.zeros([2]), b: tf.ones([3, 2]) },
      "variables/b (b) is float32 [2, 3] there but float32 [3, 2] here",
    );
    fits({ a: one() }, { a: tf.ones([2], "int32") }, "variables/a (a) is float32 [2] there but int32 [2] here");
    fits({ a: one() }, { a: one(), b: one() }, "it has no variables/b (b) float32 [2]");
    fits({ a: one(), b: one() }, { a: one() }, "it has variables/b (b), which is not here");
  });

  it("knows a layer's weight by its place and its name without the number", () => {
    const model = (name?: string): tf.LayersModel =>
      tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [2], name })] });
    const [unnamed, another, named] = [model(), model(), model("head")];
    assert.notEqual(unnamed.weights[0].name, another.weights[0].name);
    saveCheckpoint(about({ models: { f: unnamed } }), record);
    loadCheckpoint(about({ models: { f: another } }));
    assert.deepEqual([...another.getWeights()[0].dataSync()], [...unnamed.getWeights()[0].dataSync()]);
    assert.throws(
      () => loadCheckpoint(about({ models: { f: named } })),
      /does not fit: models\/f\/0 is dense_Dense\/kernel there but head\/kernel here/,
    );
    for (const made of [unnamed, another, named]) made.dispose();
  });

  it("is refused by an optimizer that has made other updates already", () => {
    withVariables({ a: tf.ones([2]) }, (variables) => {
      const [fresh, used] = [tf.train.momentum(0.1, 0.9), tf.train.momentum(0.1, 0.9)];
      saveCheckpoint(about({ variables, optimizers: { sgd: fresh } }), record);
      tf.tidy(() => used.applyGradients([{ name: variables.a.name, tensor: tf.ones([2]) }]));
      assert.throws(
        () => loadCheckpoint(about({ variables, optimizers: { sgd: used } })),
        /does not fit: it has no optimizers\/sgd\/accumulations\/0 \(variables\/a\/momentum\) float32 \[2\]/,
      );
      tf.dispose([fresh, used] as unknown as tf.TensorContainer);
    });
  });

  it("replaces the one before it in one move, and leaves nothing beside it", () => {
    withVariables({ a: tf.ones([2]) }, (variables) => {
      // What a process left that was killed while it wrote.
      writeFileSync(`${file}.tmp`, "half");
      saveCheckpoint(about({ variables }), record);
      saveCheckpoint(about({ variables }), { ...record, steps: 4 });
      assert.equal(loadCheckpoint(about({ variables }))?.steps, 4);
      assert.deepEqual(readdirSync(folder), ["run.checkpoint"]);
    });
  });

  it("that cannot be written is an error, and the one before it stays", () => {
    mkdirSync(`${file}.tmp`);
    assert.throws(
      () => saveCheckpoint(about({}), record),
      (error: Error) =>
        error instanceof CheckpointError &&
        error.message.startsWith(`work: the checkpoint ${file} cannot be written (EISDIR`),
    );
    assert.ok(!existsSync(file));
  });

  it("is laid out as safetensors says", () => {
    withVariables({ a: tf.tensor2d([[1, 2, 3]]) }, (variables) => {
      saveCheckpoint(about({ variables }), record);
      const bytes = readFileSync(file);
      const length = Number(bytes.readBigUInt64LE(0));
      assert.equal(length % 8, 0);
      const header = JSON.parse(bytes.toString("utf8", 8, 8 + length)) as Record<string, unknown>;
      assert.deepEqual(header["variables/a"], { dtype: "F32", shape: [1, 3], data_offsets: [0, 12] });
      assert.deepEqual(header["history/loss"], { dtype: "F64", shape: [3], data_offsets: [12, 36] });
      assert.equal(bytes.readFloatLE(8 + length + 4), 2);
      assert.equal(bytes.length, 8 + length + 12 + 24 + 24);
      assert.ok(Object.values(header["__metadata__"] as object).every((value) => typeof value === "string"));
    });
  });

  it("of names beyond ASCII keeps its layout", () => {
    const parts = encodeTensors([{ name: "λ/β", values: Float32Array.of(1), shape: [] }], { who: "Müller" });
    const { tensors, metadata } = decodeTensors(Buffer.concat(parts)) ?? assert.fail();
    assert.deepEqual(tensors.get("λ/β"), { name: "λ/β", values: Float32Array.of(1), shape: [] });
    assert.deepEqual(metadata, { who: "Müller" });
  });
});
