import assert from "node:assert/strict";
import type { Transform } from "../../src/augment/transform";
import { batches } from "../../src/data/batches";
import { tf } from "../../src/engine/tf";
import { disposeOptimizer } from "../../src/optimizers/disposeOptimizer";
import { cosine } from "../../src/optimizers/schedules";
import { supervised, type SupervisedOptions } from "../../src/training/supervised";
import type { ClassifierHistory } from "../../src/training/trainClassifier";
import { TrainingError } from "../../src/training/trainingError";
import { agree } from "../support/agree";
import { cnn, formulaImages, golden, linear, mlp, silent, weightsOf } from "./support/classifiers";
import { linearLoops, softmax } from "./support/linearLoops";

const data = formulaImages();
const identity: Transform = (images) => images.clone();
const defaults = { data, augment: identity, epochs: 4, batchSize: 4, learningRate: 0.1, seed: 3, progress: silent };

async function train(
  make: () => tf.LayersModel,
  changes: Partial<SupervisedOptions> = {},
): Promise<{ history: ClassifierHistory; weights: number[] }> {
  const model = make();
  try {
    const history = await supervised({ model, ...defaults, ...changes });
    return { history, weights: weightsOf(model) };
  } finally {
    model.dispose();
  }
}

async function likePyTorch(name: "mlp" | "cnn", make: () => tf.LayersModel): Promise<void> {
  for (const compiled of [true, false]) {
    const model = make();
    const history = await supervised({
      ...defaults,
      ...{ model, compiled, heldOut: { data } },
      // The whole data at every step, since the order of its sum does not matter.
      ...{ epochs: golden.rates.length, batchSize: data.size },
      learningRate: (step) => golden.rates[step],
      weightDecay: golden.decay,
    });
    const [theirs, of] = [golden[name], { of: "supervised", with: "PyTorch 2.14.1" }];
    // 8 steps, each a sum of up to 300 roundings of 6e-8 at a rate of 0.4.
    const tolerance = 2e-5;
    agree(of, history.losses, theirs.losses, tolerance);
    agree(of, weightsOf(model, /kernel/), theirs.kernels, tolerance);
    agree(of, weightsOf(model, /bias|gamma|beta/), theirs.others, tolerance);
    if (name === "cnn") agree(of, weightsOf(model, /moving/), theirs.moving, tolerance);
    const [{ crossEntropy, accuracy, steps }] = history.evaluations;
    const judged = [theirs.crossEntropy, theirs.accuracy];
    agree({ of: "evaluate", with: "PyTorch 2.14.1" }, [crossEntropy, accuracy], judged, tolerance);
    assert.equal(steps, 8);
    model.dispose();
  }
}

describe("supervised", () => {
  it("trains a network of two layers as PyTorch does from the same weights", () => likePyTorch("mlp", mlp));

  it("trains a convolution with batch norm as PyTorch does from the same weights", () => likePyTorch("cnn", cnn));

  it("trains a linear model by Nesterov's momentum on the batches of its seed and a cosine, as plain loops do", async () => {
    const order = [0, 1, 2, 3].flatMap((epoch) => batches(data, { batchSize: 4, seed: 3, epoch }));
    const { losses, weights } = linearLoops({
      data,
      batches: order,
      rate: cosine({ base: 0.1, totalSteps: 12 }),
      momentum: 0.9,
      slope: (logits, n) => {
        const p = softmax(logits);
        return { loss: -Math.log(p[data.labels[n]]), slope: p.map((one, k) => one - Number(k === data.labels[n])) };
      },
    });
    const ours = await train(linear, { weightDecay: 0 });
    agree({ of: "supervised", with: "loops in float64" }, ours.history.losses, losses, 1e-5);
    agree({ of: "supervised", with: "loops in float64" }, ours.weights, weights, 1e-5);
  });

  it("takes the loss and the optimizer given, and decays kernels by 1e-4 unless told otherwise", async () => {
    const optimizer = tf.train.sgd(1);
    const twice: SupervisedOptions["loss"] = (logits, labels) => logits.square().mean<tf.Scalar>().mul(labels.size);
    const plain = { optimizer, loss: twice, epochs: 1, learningRate: () => 0 };
    const model = mlp();
    const squares = weightsOf(model, /kernel/).reduce((sum, w) => sum + w ** 2, 0);
    model.dispose();
    const bare = (await train(mlp, { ...plain, weightDecay: 0 })).history.losses;
    const decayed = (await train(mlp, plain)).history.losses;
    decayed.forEach((loss, n) => assert.ok(Math.abs(loss - bare[n] - 0.5e-4 * squares) < 1e-6, `${loss}, ${bare[n]}`));
    disposeOptimizer(optimizer);
  });

  it("sees another view at every step, of its seed and number alone", async () => {
    const means: number[] = [];
    const augment: Transform = (images, key) => {
      means.push(key.dataSync()[0]);
      return images.clone();
    };
    const run = async (seed: number): Promise<number[]> => {
      means.length = 0;
      await train(linear, { augment, seed, compiled: false });
      return [...means];
    };
    const [one, again, other] = [await run(1), await run(1), await run(2)];
    assert.equal(new Set(one).size, 12);
    assert.deepEqual(one, again);
    assert.equal(one.filter((draw) => other.includes(draw)).length, 0);
  });

  it("judges the model on held-out images every so many epochs, with Wilson's interval", async () => {
    const heldOut = { data: formulaImages(40), everyEpochs: 3 };
    const { evaluations, losses, seconds, imagesPerSecond } = (await train(mlp, { heldOut })).history;
    assert.deepEqual(
      evaluations.map(({ steps }) => steps),
      [9, 12],
    );
    for (const { accuracy, interval, crossEntropy } of evaluations) {
      assert.ok(interval.low < accuracy && accuracy < interval.high && interval.high - interval.low > 0.2);
      assert.ok(crossEntropy > 0);
    }
    assert.ok(Math.abs(imagesPerSecond * seconds - 4 * losses.length) < 1e-6);
    assert.deepEqual((await train(mlp)).history.evaluations, []);
  });

  it("refuses a model of other classes, and ends at a loss that is no number", async () => {
    const classNames = ["a", "b"];
    await assert.rejects(
      train(linear, { data: { ...data, classNames } }),
      new TrainingError("supervised: the model gives 3 logits but formula has 2 classes"),
    );
    await assert.rejects(
      train(linear, { heldOut: { data: { ...data, name: "other", classNames } } }),
      new TrainingError("supervised: the model gives 3 logits but other has 2 classes"),
    );
    await assert.rejects(
      train(linear, { loss: (logits) => logits.mean<tf.Scalar>().mul(NaN), learningRate: () => 0.5 }),
      new TrainingError(
        "supervised: the loss is NaN at step 0, learning rate 0.5; lower the learning rate; weights of model are no numbers now: make it anew",
      ),
    );
  });
});
