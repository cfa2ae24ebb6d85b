import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { InterruptedError } from "../../src/report/abort";
import { CheckpointError } from "../../src/training/checkpoint/checkpointError";
import type { TrainingStep } from "../../src/training/trainerOptions";
import { classifierRuns, type ClassifierRun } from "./support/classifierRuns";

let folder = "";
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "classifiers-"))));
afterEach(() => rmSync(folder, { recursive: true }));

describe("the trainers of classifiers", () => {
  it("give the same numbers to the bit in another process", async () => {
    const program = path.join(__dirname, "support/classifierProcess.js");
    const { stdout } = await promisify(execFile)(process.execPath, [program]);
    const there = Object.fromEntries(
      stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as [string, ClassifierRun]),
    );
    assert.deepEqual(Object.keys(there), Object.keys(classifierRuns));
    for (const [name, train] of Object.entries(classifierRuns)) assert.deepEqual(await train(), there[name], name);
  });

  for (const [name, train] of Object.entries(classifierRuns)) {
    it(`go on from a checkpoint to the same bits, evaluations included: ${name}`, async () => {
      const checkpoint = { path: path.join(folder, "run.checkpoint") };
      const whole = await train();
      assert.deepEqual(
        whole.evaluations.map(({ steps }) => steps),
        [6, 12],
      );
      const controller = new AbortController();
      const onStep = ({ step }: TrainingStep): void => void (step === 6 && controller.abort());
      await assert.rejects(train({ checkpoint, onStep, signal: controller.signal }), InterruptedError);
      const steps: TrainingStep[] = [];
      assert.deepEqual(await train({ checkpoint, onStep: (step) => void steps.push(step) }), whole);
      assert.deepEqual([steps[0].step, steps[0].epoch, steps.length], [7, 2, 5]);
      assert.deepEqual(await train({ checkpoint, onStep: () => assert.fail("a step") }), whole);
      await assert.rejects(train({ checkpoint, weightDecay: 0.5 }), CheckpointError);
    });

    it(`depend on the seed: ${name}`, async () => {
      assert.notDeepEqual((await train()).losses, (await train({ seed: 8 })).losses);
    });
  }
});
