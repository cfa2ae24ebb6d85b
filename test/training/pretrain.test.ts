import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Transform } from "../../src/augment/transform";
import { batches } from "../../src/data/batches";
import { DataError } from "../../src/data/dataError";
import type { Dataset } from "../../src/data/dataset";
import { gather } from "../../src/data/gather";
import { CompileError } from "../../src/engine/compile";
import { tf } from "../../src/engine/tf";
import { LossError } from "../../src/losses/lossError";
import { ntXent } from "../../src/losses/ntXent";
import { projectionHead } from "../../src/models/projectionHead";
import { resnet } from "../../src/models/resnet";
import { normal } from "../../src/random/normal";
import { InterruptedError } from "../../src/report/abort";
import { setDisplayHost } from "../../src/report/displayHost";
import type { Progress } from "../../src/report/progress";
import { CheckpointError } from "../../src/training/checkpoint/checkpointError";
import { pretrain, type PretrainHistory, type PretrainOptions, type PretrainStep } from "../../src/training/pretrain";
import { TrainingError } from "../../src/training/trainingError";
import { agree } from "../support/agree";

/** 32 images of 4 patterns, of which noise hides little. */
function patterns(): Dataset {
  const [size, bytes] = [32, 8 * 8 * 3];
  const images = new Uint8Array(size * bytes);
  const labels = new Uint8Array(size);
  for (let n = 0; n < size; n++) {
    labels[n] = n % 4;
    for (let i = 0; i < bytes; i++) images[n * bytes + i] = 127 + 100 * Math.sin((i * (labels[n] + 1)) / 7 + n);
  }
  return { name: "patterns", size, shape: [8, 8, 3], images, labels, classNames: ["a", "b", "c", "d"] };
}

const data = patterns();
const noise: Transform = (images, key) => tf.tidy(() => images.add<tf.Tensor4D>(normal(key, images.shape).mul(0.1)));
const silent: Progress = { update: () => undefined, finish: () => undefined };

/** Of the code that recorded `simclr/framework`, before training was resumable. */
const recorded = [
  2.312471, 2.356867, 2.116766, 2.249784, 1.956381, 2.051582, 2.153769, 2.083915, 1.848035, 2.142043, 2.043576,
  1.758538,
];

interface Trained {
  history: PretrainHistory;
  weights: number[];
  moving: number[];
}

interface Models {
  encoder: tf.LayersModel;
  head: tf.LayersModel;
}

type Changes = Partial<PretrainOptions> & { before?: (models: Models) => void };

async function train({ before, ...changes }: Changes = {}): Promise<Trained> {
  const encoder = resnet({ blocks: [1, 1], width: 4, inputShape: [8, 8, 3], seed: 1 });
  const head = projectionHead({ inputDim: 8, outputDim: 8, seed: 1 });
  before?.({ encoder, head });
  const defaults = { data, augment: noise, epochs: 3, batchSize: 8, learningRate: 0.01, seed: 5, progress: silent };
  try {
    const history = await pretrain({ encoder, head, ...defaults, ...changes });
    const numbers = (tensors: tf.Tensor[]): number[] => tensors.flatMap((tensor) => [...tensor.dataSync()]);
    return {
      history,
      weights: numbers([...encoder.getWeights(), ...head.getWeights()]),
      moving: numbers(encoder.getLayer("stem_bn").getWeights().slice(2)),
    };
  } finally {
    encoder.dispose();
    head.dispose();
  }
}

describe("pretrain", () => {
  it("gives the losses that it gave when the runs of the workbook were recorded", async () => {
    const { losses } = (await train()).history;
    assert.equal(losses.length, recorded.length);
    // Op by op it differs by as much: Adam makes much of what another processor rounds otherwise.
    losses.forEach((loss, n) => assert.ok(Math.abs(loss - recorded[n]) < 1e-3, `step ${n}: ${loss}, ${recorded[n]}`));
  });

  it("gives equal losses and weights for equal seeds, and others for another seed", async () => {
    const [one, again, other] = [await train(), await train(), await train({ seed: 6 })];
    assert.deepEqual(one.history.losses, again.history.losses);
    assert.deepEqual(one.weights, again.weights);
    assert.notDeepEqual(one.history.losses, other.history.losses);
  });

  it("brings views of one image together: the loss falls far below that of indifference", async () => {
    const { losses } = (await train({ epochs: 25 })).history;
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    assert.equal(losses.length, 100);
    const indifferent = Math.log(15);
    assert.ok(mean(losses.slice(-8)) < indifferent - 0.7, `${mean(losses.slice(-8))}`);
    assert.ok(mean(losses.slice(-8)) < mean(losses.slice(0, 8)) - 0.2);
  });

  it("takes the loss of the first batch at the initial weights, in training mode, as its first loss", async () => {
    let expected = NaN;
    const identity: Transform = (images) => images.clone();
    const { history } = await train({
      augment: identity,
      temperature: 0.2,
      before: ({ encoder, head }) => {
        // Its moving statistics move once more than in training, which batch norm in training does not read.
        expected = tf.tidy(() => {
          const images = gather(data, batches(data, { batchSize: 8, seed: 5, epoch: 0 })[0]);
          const h = encoder.apply(tf.concat([images, images]), { training: true });
          const [zA, zB] = tf.split<tf.Tensor2D>(head.apply(h, { training: true }) as tf.Tensor2D, 2);
          return ntXent(zA, zB, { temperature: 0.2 }).dataSync()[0];
        });
      },
    });
    assert.ok(Math.abs(history.losses[0] - expected) < 1e-5, `${history.losses[0]} is not ${expected}`);
  });

  it("moves the statistics of batch norm, and nothing else at a learning rate of 0", async () => {
    let initial: number[] = [];
    const keep: Changes["before"] = ({ encoder, head }) => {
      initial = [...encoder.trainableWeights, ...head.trainableWeights].flatMap((weight) => [
        ...weight.read().dataSync(),
      ]);
    };
    let after: number[] = [];
    const models: Models[] = [];
    const { moving } = await train({
      epochs: 1,
      learningRate: () => 0,
      before: (made) => {
        keep(made);
        models.push(made);
      },
      onStep: () => {
        const { encoder, head } = models[0];
        after = [...encoder.trainableWeights, ...head.trainableWeights].flatMap((weight) => [
          ...weight.read().dataSync(),
        ]);
      },
    });
    assert.deepEqual(after, initial);
    assert.ok(moving.slice(0, 4).some((mean) => mean !== 0) && moving.slice(4).every((variance) => variance !== 1));
  });

  it("reports every step with its learning rate, and its views to the progress", async () => {
    const steps: PretrainStep[] = [];
    const seen: number[] = [];
    let finished = 0;
    const { history } = await train({
      epochs: 2,
      learningRate: (step) => 0.01 / (step + 1),
      onStep: (step) => void steps.push(step),
      progress: { update: (done) => void seen.push(done), finish: () => void finished++ },
    });
    assert.deepEqual(
      steps.map(({ step }) => step),
      [0, 1, 2, 3, 4, 5, 6, 7],
    );
    assert.deepEqual(
      steps.map(({ epoch }) => epoch),
      [0, 0, 0, 0, 1, 1, 1, 1],
    );
    assert.deepEqual(
      steps.map(({ loss }) => loss),
      history.losses,
    );
    assert.equal(steps[3].learningRate, 0.0025);
    assert.deepEqual(seen, [16, 32, 48, 64, 80, 96, 112, 128]);
    assert.equal(finished, 1);
    assert.ok(Math.abs(history.viewsPerSecond * history.seconds - 128) < 1e-6);
  });

  it("trains with an optimizer of one's own, and leaves it alive", async () => {
    const optimizer = tf.train.momentum(1, 0.9);
    const [a, b] = [await train({ optimizer, epochs: 1 }), await train({ epochs: 1 })];
    assert.equal(a.history.losses[0], b.history.losses[0]);
    assert.notEqual(a.history.losses[1], b.history.losses[1]);
    tf.dispose(optimizer as unknown as tf.TensorContainer);
  });

  it("stops within one step of an interrupt, though the event loop brings it", async () => {
    const controller = new AbortController();
    let steps = 0;
    const onStep = (): void => {
      if (++steps === 2) setImmediate(() => controller.abort());
    };
    await assert.rejects(train({ onStep, signal: controller.signal }), InterruptedError);
    assert.ok(steps === 2 || steps === 3, `${steps} steps`);
  });

  it("stops by the signal of the cell that it began in, though another cell runs by then", async () => {
    const cell = (signal: AbortSignal): void =>
      setDisplayHost({ publish: () => undefined, clear: () => undefined, signal });
    const first = new AbortController();
    cell(first.signal);
    let steps = 0;
    const onStep = (): void => {
      steps++;
      first.abort();
      cell(new AbortController().signal);
    };
    try {
      await assert.rejects(train({ onStep }), InterruptedError);
    } finally {
      setDisplayHost(undefined);
    }
    assert.equal(steps, 1);
  });

  it("refuses what cannot be trained, by the error of whoever refuses", async () => {
    await assert.rejects(
      train({ batchSize: 512 }),
      new DataError("batches: batchSize is 512 but patterns has 32 images; a batch size from 1 to 32 is needed"),
    );
    await assert.rejects(
      train({ epochs: 0 }),
      new TrainingError("pretrain: epochs is 0; it must be a whole number from 1"),
    );
    await assert.rejects(
      train({ temperature: 0 }),
      new LossError("ntXent: temperature is 0 but must be a positive number"),
    );
  });

  it("ends at the step whose loss is not a number", async () => {
    const calls = tf.tidy(() => tf.variable(tf.scalar(0)));
    const broken: PretrainOptions["loss"] = (zA, zB) => {
      calls.assign(calls.add(1));
      return ntXent(zA, zB).mul(tf.where(calls.equal(3), NaN, 1));
    };
    await assert.rejects(
      train({ loss: broken, learningRate: () => 0.5 }),
      new TrainingError(
        "pretrain: the loss is NaN at step 2, learning rate 0.5; lower the learning rate or raise the temperature; " +
          "weights of encoder, head are no numbers now: make them anew",
      ),
    );
    calls.dispose();
  });

  it("contrasts h itself without a head, as behind the head without layers", async () => {
    const none = await train({ head: undefined });
    let through: Trained | undefined;
    const head = projectionHead({ inputDim: 8, layers: 0 });
    try {
      through = await train({ head });
    } finally {
      head.dispose();
    }
    assert.deepEqual(none.history.losses, through.history.losses);
    assert.notDeepEqual(none.history.losses, (await train()).history.losses);
  });

  for (const layers of [1, 3])
    it(`trains every weight of a head of ${layers} layers`, async () => {
      const head = projectionHead({ inputDim: 8, outputDim: 4, layers });
      const before = head.trainableWeights.map((weight) => weight.read().dataSync());
      await train({ head, epochs: 1 });
      head.trainableWeights.forEach((weight, n) =>
        assert.notDeepEqual(weight.read().dataSync(), before[n], `weight ${n}`),
      );
      head.dispose();
    });

  it("counts weight decay in the loss, of kernels alone", async () => {
    let penalty = 0;
    const decayed = await train({
      weightDecay: 0.1,
      before: ({ encoder, head }) => {
        const kernels = [...encoder.weights, ...head.weights].filter(({ name }) => /kernel/.test(name));
        assert.equal(kernels.length, 8);
        for (const kernel of kernels) for (const w of kernel.read().dataSync()) penalty += 0.05 * w ** 2;
      },
    });
    const { losses } = (await train()).history;
    agree({ of: "pretrain", with: "loops in float64" }, decayed.history.losses[0] - losses[0], penalty, 1e-5);
  });

  it("tells what is measured after every so many epochs and after the last", async () => {
    let asked = 0;
    const { history } = await train({ evaluate: { everyEpochs: 2, run: () => ({ asked: ++asked }) } });
    assert.deepEqual(history.evaluations, [
      { steps: 8, metrics: { asked: 1 } },
      { steps: 12, metrics: { asked: 2 } },
    ]);
  });

  for (const compiled of [true, false])
    it(`goes on from its checkpoint to the same bits, ${compiled ? "compiled" : "op by op"}`, async () => {
      const folder = mkdtempSync(path.join(tmpdir(), "pretrain-"));
      try {
        const checkpoint = { path: path.join(folder, "run.checkpoint") };
        const controller = new AbortController();
        // In the middle of the second epoch.
        const onStep = ({ step }: PretrainStep): void => void (step === 5 && controller.abort());
        const whole = await train({ compiled });
        const options = { compiled, checkpoint };
        await assert.rejects(train({ ...options, onStep, signal: controller.signal }), InterruptedError);
        const asked: PretrainStep[] = [];
        const resumed = await train({ ...options, onStep: (step) => void asked.push(step) });
        assert.deepEqual([asked[0].step, asked[0].epoch, asked.length], [6, 1, 6]);
        assert.deepEqual(resumed.history.losses, whole.history.losses);
        assert.deepEqual(resumed.weights, whole.weights);
        assert.deepEqual(resumed.moving, whole.moving);
        const refused = (changes: Changes, what: RegExp): Promise<void> =>
          assert.rejects(train({ ...options, ...changes }), (error: Error) => {
            assert.ok(error instanceof CheckpointError);
            assert.match(error.message, what);
            return true;
          });
        await refused({ seed: 6 }, /of another run: seed is 5 there but 6 here; give/);
        await refused({ learningRate: 0.02 }, /learningRate.0 is 0.01 there but 0.02 here/);
        await refused({ temperature: 0.1 }, /temperature is 0.5 there but 0.1 here/);
        await refused(
          { data: { ...data, labels: data.labels.map((label) => 3 - label) } },
          /data.sha256 is "\w+" there/,
        );
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

  it("trains op by op to the same losses, and lets a loss read values then", async () => {
    const seen: number[] = [];
    const curious: PretrainOptions["loss"] = (zA, zB) => {
      const loss = ntXent(zA, zB);
      seen.push(loss.dataSync()[0]);
      return loss;
    };
    const { history } = await train({ loss: curious, compiled: false });
    assert.deepEqual(history.losses, seen);
    const { losses } = (await train({})).history;
    losses.forEach((loss, step) =>
      assert.ok(Math.abs(loss - seen[step]) < 1e-3, `step ${step}: ${loss}, ${seen[step]}`),
    );
    await assert.rejects(train({ loss: curious }), CompileError);
  });
});
