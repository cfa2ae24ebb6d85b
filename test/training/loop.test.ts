import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { tf } from "../../src/engine/tf";
import { InterruptedError } from "../../src/report/abort";
import { CheckpointError } from "../../src/training/checkpoint/checkpointError";
import { trainingLoop, type TrainingLoopOptions } from "../../src/training/loop";
import { TrainingError } from "../../src/training/trainingError";
import { optimizers, tinyTraining, type TinyOptions } from "./support/tinyTraining";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "checkpoint-"));
  file = path.join(folder, "deeper", "run.checkpoint");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const silent = { update: () => undefined, finish: () => undefined };
const bare: TrainingLoopOptions = {
  who: "work",
  totalSteps: 6,
  state: {},
  fingerprint: {},
  step: (n) => ({ loss: 10 - n }),
  progress: silent,
};

/** Aborts after so many steps of this process. */
function stoppingAfter(steps: number): Pick<TinyOptions, "signal" | "onStep"> {
  const controller = new AbortController();
  let done = 0;
  return { signal: controller.signal, onStep: () => void (++done === steps && controller.abort()) };
}

interface Ended {
  lines: string[];
  signal: NodeJS.Signals | null;
}

/** A process of its own that trains, and is killed as soon as it says a line. */
async function inAnotherProcess(options: TinyOptions, killAt?: string): Promise<Ended> {
  const child = spawn(process.execPath, [path.join(__dirname, "support/tinyProcess.js"), JSON.stringify(options)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    if (line === killAt) child.kill("SIGKILL");
  });
  return new Promise((resolve) => child.on("close", (_, signal) => resolve({ lines, signal })));
}

describe("the training loop", () => {
  it("numbers the steps from 0 and keeps every metric of each, read from tensors too", async () => {
    const asked: number[] = [];
    const heard: [number, Record<string, number>][] = [];
    const record = await trainingLoop({
      ...bare,
      totalSteps: 3,
      step: (n) => {
        asked.push(n);
        return { loss: tf.scalar(n / 2), mi: 7 + n };
      },
      onStep: (n, metrics) => void heard.push([n, metrics]),
    });
    assert.deepEqual(asked, [0, 1, 2]);
    assert.deepEqual(record.history, { loss: [0, 0.5, 1], mi: [7, 8, 9] });
    assert.deepEqual(heard, [
      [0, { loss: 0, mi: 7 }],
      [1, { loss: 0.5, mi: 8 }],
      [2, { loss: 1, mi: 9 }],
    ]);
    assert.equal(record.steps, 3);
  });

  it("tells the progress of units done and of the latest metrics, evaluations included", async () => {
    const told: [number, unknown][] = [];
    let finished = 0;
    await trainingLoop({
      ...bare,
      totalSteps: 2,
      line: { label: "working", unit: "views", perStep: 32 },
      evaluate: { every: 2, run: () => ({ accuracy: 0.5 }) },
      progress: { update: (done, metrics) => void told.push([done, { ...metrics }]), finish: () => void finished++ },
    });
    assert.deepEqual(told, [
      [32, { loss: 10 }],
      [64, { loss: 9 }],
      [64, { loss: 9, accuracy: 0.5 }],
    ]);
    assert.equal(finished, 1);
  });

  it("evaluates every so many steps and after the last", async () => {
    const { evaluations } = await trainingLoop({
      ...bare,
      totalSteps: 5,
      evaluate: { every: 2, run: (steps) => ({ square: steps ** 2 }) },
    });
    assert.deepEqual(evaluations, [
      { steps: 2, metrics: { square: 4 } },
      { steps: 4, metrics: { square: 16 } },
      { steps: 5, metrics: { square: 25 } },
    ]);
  });

  it("stops when the record is good enough, and a resumed run knows it", async () => {
    const options: TrainingLoopOptions = {
      ...bare,
      checkpoint: { path: file },
      stopWhen: ({ history }) => (history.loss?.at(-1) ?? Infinity) < 8,
    };
    assert.equal((await trainingLoop(options)).steps, 4);
    const never = (): never => assert.fail("a step");
    assert.deepEqual((await trainingLoop({ ...options, step: never })).history.loss, [10, 9, 8, 7]);
  });

  it("ends at the first metric that is not a number, and says which, where and what to do", async () => {
    const step = (n: number) => ({ loss: 1, gap: n === 2 ? Infinity : 0 });
    await assert.rejects(
      trainingLoop({ ...bare, step, circumstances: (n) => `learning rate ${n / 4}`, remedy: "lower it" }),
      new TrainingError("work: the gap is Infinity at step 2, learning rate 0.5; lower it"),
    );
    await assert.rejects(trainingLoop({ ...bare, step }), new TrainingError("work: the gap is Infinity at step 2"));
  });

  it("keeps the checkpoint of before a loss that is not a number", async () => {
    const checkpoint = { path: file, every: 1 };
    await assert.rejects(
      trainingLoop({ ...bare, checkpoint, step: (n) => ({ loss: n === 2 ? NaN : n }) }),
      TrainingError,
    );
    const asked: number[] = [];
    const resumed = await trainingLoop({ ...bare, checkpoint, step: (n) => (asked.push(n), { loss: n }) });
    assert.deepEqual(asked, [2, 3, 4, 5]);
    assert.deepEqual(resumed.history.loss, [0, 1, 2, 3, 4, 5]);
  });

  it("refuses counts that are none, and a step that measures other things than the one before", async () => {
    const whole = (name: string, value: number): TrainingError =>
      new TrainingError(`work: ${name} is ${value}; it must be a whole number from 1`);
    await assert.rejects(trainingLoop({ ...bare, totalSteps: 0 }), whole("totalSteps", 0));
    await assert.rejects(
      trainingLoop({ ...bare, checkpoint: { path: file, every: 1.5 } }),
      whole("checkpoint.every", 1.5),
    );
    await assert.rejects(
      trainingLoop({ ...bare, evaluate: { every: -1, run: () => ({}) } }),
      whole("evaluate.every", -1),
    );
    await assert.rejects(
      trainingLoop({ ...bare, step: (n): Record<string, number> => (n === 0 ? { loss: 1 } : { loss: 1, mi: 2 }) }),
      new TrainingError("work: step 1 gives loss, mi but the steps before gave loss; each must give the same metrics"),
    );
  });

  it("lets the event loop run between steps, whose interrupt stops it within one", async () => {
    const controller = new AbortController();
    let steps = 0;
    const onStep = (): void => void (++steps === 2 && setImmediate(() => controller.abort("enough")));
    await assert.rejects(trainingLoop({ ...bare, totalSteps: 100, onStep, signal: controller.signal }), (error) => {
      assert.ok(error instanceof InterruptedError);
      assert.equal(error.message, "work: interrupted");
      assert.equal(error.cause, "enough");
      return true;
    });
    assert.ok(steps <= 3, `${steps} steps`);
  });
});

describe("a run that is resumed from its checkpoint", () => {
  for (const optimizer of Object.keys(optimizers) as (keyof typeof optimizers)[])
    it(`ends at the same bits as one that never stopped: ${optimizer}`, async () => {
      const whole = await tinyTraining({ optimizer });
      const checkpoint = { path: file };
      await assert.rejects(tinyTraining({ optimizer, checkpoint, ...stoppingAfter(5) }), InterruptedError);
      const asked: number[] = [];
      const resumed = await tinyTraining({ optimizer, checkpoint, decoys: 1, onStep: (n) => void asked.push(n) });
      assert.deepEqual(asked, [5, 6, 7, 8, 9, 10, 11]);
      assert.deepEqual(resumed.record.history, whole.record.history);
      assert.equal(resumed.digest, whole.digest);
    });

  it("ends at the same bits when it is stopped after every step", async () => {
    const whole = await tinyTraining();
    for (let n = 0; n < 11; n++)
      await assert.rejects(tinyTraining({ checkpoint: { path: file }, ...stoppingAfter(1) }), InterruptedError);
    const asked: number[] = [];
    const last = await tinyTraining({ checkpoint: { path: file }, onStep: (n) => void asked.push(n) });
    assert.deepEqual(asked, [11]);
    assert.equal(last.digest, whole.digest);
  });

  for (const [how, options] of Object.entries<TinyOptions>({
    "compiled, with Adam": { optimizer: "adam" },
    "op by op, with LARS": { optimizer: "lars", compiled: false },
  }))
    it(`ends at the same bits in another process, after the first was killed: ${how}`, async () => {
      const training: TinyOptions = { ...options, totalSteps: 60 };
      const checkpoint = { path: file, every: 1 };
      const killed = await inAnotherProcess({ ...training, checkpoint }, "step 23");
      assert.equal(killed.signal, "SIGKILL");
      assert.ok(existsSync(file) && !killed.lines.includes("step 59"));
      const resumed = await inAnotherProcess({ ...training, checkpoint, decoys: 2 });
      const first = Number(/\d+/.exec(resumed.lines[0])?.[0]);
      assert.ok(first >= 22 && first < 60, `began with ${resumed.lines[0]}`);
      const whole = await tinyTraining(training);
      const { digest, history } = JSON.parse(resumed.lines.at(-1) ?? "") as { digest: string; history: object };
      assert.deepEqual(history, whole.record.history);
      assert.equal(digest, whole.digest);
    }).timeout(60_000);

  it("returns at once with the same record when it was complete", async () => {
    const checkpoint = { path: file };
    const first = await tinyTraining({ checkpoint });
    const again = await tinyTraining({ checkpoint, onStep: () => assert.fail("a step") });
    assert.deepEqual(again, first);
  });

  it("adds up the seconds and keeps the evaluations", async () => {
    const options: TrainingLoopOptions = {
      ...bare,
      checkpoint: { path: file },
      evaluate: { every: 3, run: (steps) => ({ steps }) },
    };
    await assert.rejects(trainingLoop({ ...options, ...stoppingAfter(4) }), InterruptedError);
    const busy = async (n: number): Promise<{ loss: number }> => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { loss: n };
    };
    const { seconds, evaluations } = await trainingLoop({ ...options, step: busy });
    const again = await trainingLoop(options);
    assert.ok(seconds >= 0.04, `${seconds}`);
    assert.equal(again.seconds, seconds);
    assert.deepEqual(evaluations, [
      { steps: 3, metrics: { steps: 3 } },
      { steps: 6, metrics: { steps: 6 } },
    ]);
    assert.deepEqual(again.evaluations, evaluations);
  });

  it("keeps what evaluations measured, also infinite values and none", async () => {
    const metrics = { divergence: Infinity, bound: -Infinity, ratio: NaN, accuracy: 1 / 3 };
    const options = { ...bare, checkpoint: { path: file }, evaluate: { every: 6, run: () => metrics } };
    await trainingLoop(options);
    const { evaluations } = await trainingLoop(options);
    assert.deepEqual(evaluations, [{ steps: 6, metrics }]);
  });

  it("tells two runs apart though a config has a name that training has too", async () => {
    const seeded = (seed: number): TrainingLoopOptions => ({
      ...bare,
      fingerprint: { seed },
      checkpoint: { path: file, config: { seed: 7 } },
    });
    await trainingLoop(seeded(1));
    await assert.rejects(trainingLoop(seeded(2)), /is of another run: seed is 1 there but 2 here;/);
  });

  it("is refused before the first step where it could not be read or written", async () => {
    let steps = 0;
    const at = (place: unknown): Promise<unknown> =>
      trainingLoop({ ...bare, step: () => ({ loss: ++steps }), checkpoint: { path: place as string } });
    await assert.rejects(
      at(undefined),
      new CheckpointError("work: checkpoint.path is undefined; the name of a file is needed"),
    );
    writeFileSync(path.join(folder, "plain"), "");
    await assert.rejects(at(path.join(folder, "plain", "run")), (error: Error) => {
      return error instanceof CheckpointError && /plain\/run cannot be written \(.*mkdir/.test(error.message);
    });
    await assert.rejects(at(folder), (error: Error) => {
      return error instanceof CheckpointError && /cannot be read \(EISDIR/.test(error.message);
    });
    assert.equal(steps, 0);
    assert.deepEqual(readdirSync(folder), ["plain"]);
  });

  it("is refused when it is another run, and is told what differs", async () => {
    await assert.rejects(tinyTraining({ checkpoint: { path: file }, ...stoppingAfter(1) }), InterruptedError);
    const refusal = (what: string): CheckpointError =>
      new CheckpointError(
        `tiny: the checkpoint ${file} is of another run: ${what}; give another path, or remove it to start anew`,
      );
    const checkpoint = { path: file };
    await assert.rejects(tinyTraining({ checkpoint, width: 7 }), refusal("width is 6 there but 7 here"));
    await assert.rejects(tinyTraining({ checkpoint, totalSteps: 99 }), refusal("totalSteps is 12 there but 99 here"));
    await assert.rejects(
      tinyTraining({ checkpoint: { path: file, config: { strength: 0.5 } } }),
      refusal("config.strength is missing there but 0.5 here"),
    );
    await assert.rejects(
      tinyTraining({ checkpoint, optimizer: "sgd" }),
      (error: Error) =>
        error instanceof CheckpointError &&
        /optimizers.optimizer.class is "Adam" there but "SGD" here/.test(error.message),
    );
  });
});
