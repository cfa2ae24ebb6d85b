import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { tf } from "../../../src/engine/tf";
import { InterruptedError } from "../../../src/report/abort";
import { trainingLoop, type TrainingLoopOptions } from "../../../src/training/loop";
import { TrainingError } from "../../../src/training/trainingError";
import { crc32c, pointsIn, type Point } from "./eventFile";

let folder = "";
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "events-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bare: TrainingLoopOptions = {
  who: "work",
  totalSteps: 4,
  state: {},
  fingerprint: {},
  step: (n) => ({ loss: 8 / (n + 1) }),
  progress: { update: () => undefined, finish: () => undefined },
};

/** As float32 has it. */
const point = (tag: string, step: number, value: number): Point => ({ tag, step, value: Math.fround(value) });

/** Event files that this process holds open. */
function openFiles(): string[] {
  return readdirSync("/proc/self/fd").flatMap((descriptor) => {
    const link = path.join("/proc/self/fd", descriptor);
    try {
      return readlinkSync(link).includes("tfevents") ? [readlinkSync(link)] : [];
    } catch {
      return [];
    }
  });
}

describe("TensorBoard's event files", () => {
  it("are read by a checksum that gives the value of the standard's example", () => {
    assert.equal(crc32c(Buffer.from("123456789")), 0xe3069283);
  });

  it("hold loss and learning rate of every step and each evaluation, over steps done", async () => {
    const evaluate = { every: 3, run: (steps: number) => ({ accuracy: steps / 10 }) };
    await trainingLoop({ ...bare, tensorBoard: folder, learningRate: (n) => 0.1 * (n + 1), evaluate });
    assert.deepEqual(pointsIn(folder), [
      ...[point("loss", 1, 8), point("learningRate", 1, 0.1)],
      ...[point("loss", 2, 4), point("learningRate", 2, 0.2)],
      ...[point("loss", 3, 8 / 3), point("learningRate", 3, 0.1 * 3), point("evaluation/accuracy", 3, 0.3)],
      ...[point("loss", 4, 2), point("learningRate", 4, 0.4), point("evaluation/accuracy", 4, 0.4)],
    ]);
  });

  it("show every so many steps, and count those of a loop whose steps are several", async () => {
    await trainingLoop({ ...bare, tensorBoard: { folder, every: 20 }, stepsEach: 10 });
    assert.deepEqual(pointsIn(folder), [point("loss", 20, 4), point("loss", 40, 2)]);
  });

  it("read values of tensors, and leave neither tensors nor open files", async () => {
    const before = tf.memory().numTensors;
    for (let run = 0; run < 3; run++)
      await trainingLoop({ ...bare, totalSteps: 1, step: () => ({ loss: tf.scalar(run) }), tensorBoard: folder });
    assert.deepEqual(
      pointsIn(folder),
      [0, 1, 2].map((run) => point("loss", 1, run)),
    );
    assert.equal(tf.memory().numTensors, before);
    assert.deepEqual(openFiles(), []);
  });

  it("of a resumed run go on at its step, and a run that is complete makes none", async () => {
    const checkpoint = { path: path.join(folder, "run.checkpoint") };
    const logs = path.join(folder, "logs");
    const controller = new AbortController();
    const onStep = (n: number): void => void (n === 1 && controller.abort());
    const run = { ...bare, checkpoint, tensorBoard: logs };
    await assert.rejects(trainingLoop({ ...run, onStep, signal: controller.signal }), InterruptedError);
    assert.deepEqual(
      pointsIn(logs).map(({ step }) => step),
      [1, 2],
    );
    assert.deepEqual(openFiles(), []);
    await trainingLoop(run);
    assert.deepEqual(
      pointsIn(logs).map(({ step }) => step),
      [1, 2, 3, 4],
    );
    await trainingLoop(run);
    assert.equal(readdirSync(logs).length, 2);
  });

  it("of a run that fails hold what came before", async () => {
    const step = (n: number): { loss: number } => ({ loss: n < 2 ? 1 : NaN });
    await assert.rejects(trainingLoop({ ...bare, step, tensorBoard: folder }), /the loss is NaN at step 2/);
    assert.deepEqual(pointsIn(folder), [point("loss", 1, 1), point("loss", 2, 1)]);
    assert.deepEqual(openFiles(), []);
  });

  it("of two trainings at once in one folder are two files, each whole", async () => {
    await Promise.all(
      [1, 2].map((value) => trainingLoop({ ...bare, step: () => ({ loss: value }), tensorBoard: folder })),
    );
    const values = pointsIn(folder).map(({ value }) => value);
    assert.deepEqual(values.sort(), [1, 1, 1, 1, 2, 2, 2, 2]);
    assert.equal(readdirSync(folder).length, 2);
  });

  it("are refused before any work where their folder cannot be", async () => {
    const file = path.join(folder, "file");
    writeFileSync(file, "");
    const inside = path.join(file, "logs");
    let steps = 0;
    const run = (tensorBoard: TrainingLoopOptions["tensorBoard"]): Promise<unknown> =>
      trainingLoop({ ...bare, step: () => ({ loss: ++steps }), tensorBoard });
    const refusals: [TrainingLoopOptions["tensorBoard"], string][] = [
      [
        inside,
        `work: the TensorBoard folder ${inside} cannot be written (ENOTDIR: not a directory, mkdir '${inside}')`,
      ],
      ["", 'work: tensorBoard is ""; the name of a folder is needed'],
      [{ folder, every: 0 }, "work: tensorBoard.every is 0; it must be a whole number from 1"],
    ];
    for (const [tensorBoard, message] of refusals)
      await assert.rejects(run(tensorBoard), (error) => error instanceof TrainingError && error.message === message);
    assert.equal(steps, 0);
    assert.equal(existsSync(inside), false);
  });
});
