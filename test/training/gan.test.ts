import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gaussianGrid } from "../../src/data/mixtures/gaussianGrid";
import { batches } from "../../src/data/batches";
import { gather } from "../../src/data/gather";
import { loadMnist } from "../../src/data/mnist/load";
import { subset } from "../../src/data/subset";
import { tf } from "../../src/engine/tf";
import { mlpDiscriminator } from "../../src/models/generative/mlpDiscriminator";
import { mlpGenerator } from "../../src/models/generative/mlpGenerator";
import { statisticsNetwork } from "../../src/models/statisticsNetwork";
import { disposeOptimizer } from "../../src/optimizers/disposeOptimizer";
import { foldIn } from "../../src/random/foldIn";
import { key } from "../../src/random/key";
import { normal } from "../../src/random/normal";
import { split } from "../../src/random/split";
import { InterruptedError } from "../../src/report/abort";
import type { AdversarialHistory, Player } from "../../src/training/adversarial/adversarialOptions";
import type { Critic } from "../../src/training/adversarial/critic";
import { CheckpointError } from "../../src/training/checkpoint/checkpointError";
import { gan, type GanOptions } from "../../src/training/gan";
import { TrainingError } from "../../src/training/trainingError";
import { agree } from "../support/agree";
import { finiteDifferences } from "../support/finiteDifferences";
import * as plain from "./support/float64Game";
import { fixedPoints, forward, modelOf, points, shapes, silent, startOf, weightsOf } from "./support/tinyGame";

interface Golden {
  history: number[][];
  weights: number[];
}
const root = path.resolve(__dirname, "../../..");
const pytorch = JSON.parse(readFileSync(path.join(root, "test/fixtures/pytorch/adversarial.json"), "utf8")) as {
  drawn: { z: number[][] };
  gan: { plain: Golden; clipped: Golden; whole: Golden };
};

const seed = 7;
/** What `gan` draws for step n. */
const drawn = (n: number): number[] => {
  const z = tf.tidy(() => normal(split(foldIn(key(seed), n))[1], [4, 3]));
  const values = [...z.dataSync()];
  z.dispose();
  return values;
};

type Settings = Omit<Partial<GanOptions>, "mine"> & { mine?: Partial<NonNullable<GanOptions["mine"]>> | false };

/** Trains the tiny networks; their weights in the order G, D, T. */
async function train(settings: Settings = {}): Promise<AdversarialHistory & { weights: number[] }> {
  const [generator, discriminator] = [modelOf("generator"), modelOf("discriminator")];
  const statistics = modelOf("statistics");
  const { mine, ...rest } = settings;
  const term = mine === false ? {} : { mine: { statistics, codeDim: 2, averageRate: 0.25, ...mine } };
  const options: GanOptions = {
    ...{ generator, discriminator, data: fixedPoints, batchSize: 4, steps: 3, learningRate: 0.05, seed },
    ...{ progress: silent, ...rest, ...term },
  };
  try {
    const history = await gan(options);
    return { ...history, weights: weightsOf([generator, discriminator, statistics]) };
  } finally {
    for (const model of [generator, discriminator, statistics]) model.dispose();
  }
}

const three = (make: () => tf.Optimizer): Record<Player, tf.Optimizer> => ({
  generator: make(),
  discriminator: make(),
  statistics: make(),
});

const rowsOf = (history: AdversarialHistory): number[] =>
  history.miNats.flatMap((mi, n) => [
    ...[history.discriminatorLosses[n], history.generatorLosses[n], mi],
    ...[history.gameGradients[n], history.informationGradients[n]],
  ]);

/** Steps of gradient descent in float64: D, then T against the old G, then G against both as they have become. */
function inLoops({
  rate,
  steps,
  smoothing,
  beta,
  clipped,
}: Record<"rate" | "steps" | "smoothing" | "beta", number> & { clipped: boolean }) {
  const { generator, discriminator, statistics } = shapes;
  let [g, d, t] = [startOf(generator), startOf(discriminator), startOf(statistics)];
  const average = new plain.Average(0.25);
  const history: number[] = [];
  const truth = plain.rowsOf(points, 2);
  for (let n = 0; n < steps; n++) {
    const z = plain.rowsOf(drawn(n), 3);
    const code = z.map((row) => row.slice(1));
    const generate = (weights: number[]): number[][] => z.map((row) => forward(weights, generator, row));
    const judge = (weights: number[], x: number[][]): number[] =>
      x.map((row) => forward(weights, discriminator, row)[0]);
    const score = (weights: number[], x: number[][], codes: number[][]): number[] =>
      x.map((row, i) => forward(weights, statistics, [...row, ...codes[i]])[0]);
    const bound = (weights: number[], x: number[][]): number =>
      plain.boundOf(score(weights, x, code), score(weights, x, plain.shifted(code)));
    const old = generate(g);
    const lossOfD = (weights: number[]): number =>
      plain.entropyWith(1 - smoothing, judge(weights, truth)) + plain.entropyWith(0, judge(weights, old));
    history.push(lossOfD(d));
    d = plain.descend(d, lossOfD, rate);
    const [information, before] = [bound(t, old), t];
    const m = average.take(plain.mean(score(before, old, plain.shifted(code)).map(Math.exp)));
    // Its gradient is that of the bound with the average in the denominator.
    const lossOfT = (weights: number[]): number =>
      plain.mean(score(weights, old, plain.shifted(code)).map(Math.exp)) / m - plain.mean(score(weights, old, code));
    t = plain.descend(t, lossOfT, rate);
    const game = (weights: number[]): number => plain.entropyWith(1, judge(d, generate(weights)));
    const ofGame = finiteDifferences(game, g);
    const ofInformation = finiteDifferences((weights) => -beta * bound(t, generate(weights)), g);
    history.push(game(g), information, plain.length(ofGame), plain.length(ofInformation));
    const gradient = plain.combine(ofGame, ofInformation, clipped);
    g = g.map((weight, i) => weight - rate * gradient[i]);
  }
  return { history, weights: [...g, ...d, ...t] };
}

describe("gan", () => {
  // float32: about 60 products a number, each 6e-8, through three steps; finite differences add 1e-10.
  const tolerance = 2e-5;

  it("with MINE makes the steps of PyTorch: losses, information, lengths of gradients and weights", async () => {
    assert.deepEqual([0, 1, 2].map(drawn).flat().map(Math.fround), pytorch.drawn.z.flat().map(Math.fround));
    const peer = { of: "gan", with: "PyTorch 2.14.1" };
    const { clipped, whole } = pytorch.gan;
    for (const [golden, mine] of [
      [clipped, { beta: 2 }],
      [whole, { beta: 0.5, clipped: false }],
    ] as const) {
      const optimizers = three(() => tf.train.momentum(1, 0.9));
      const ours = await train({ labelSmoothing: 0.1, mine, optimizers });
      agree(peer, rowsOf(ours), golden.history.flat(), tolerance);
      agree(peer, ours.weights, golden.weights, tolerance);
      Object.values(optimizers).forEach(disposeOptimizer);
    }
  });

  it("without MINE makes the steps of PyTorch, by default with Adam", async () => {
    const { history, weights } = pytorch.gan.plain;
    const ours = await train({ labelSmoothing: 0.1, mine: false });
    const peer = { of: "gan", with: "PyTorch 2.14.1" };
    agree(
      peer,
      ours.discriminatorLosses,
      history.map(([loss]) => loss),
      tolerance,
    );
    agree(
      peer,
      ours.generatorLosses,
      history.map(([, loss]) => loss),
      tolerance,
    );
    agree(peer, ours.weights, weights, tolerance);
  });

  it("with MINE makes the steps of plain loops with finite differences", async () => {
    for (const { beta, clipped, smoothing } of [
      { beta: 2, clipped: true, smoothing: 0 },
      { beta: 2, clipped: false, smoothing: 0.2 },
    ]) {
      const optimizers = three(() => tf.train.sgd(1));
      const ours = await train({ learningRate: 0.3, labelSmoothing: smoothing, optimizers, mine: { beta, clipped } });
      const loops = inLoops({ rate: 0.3, steps: 3, smoothing, beta, clipped });
      agree({ of: "gan", with: "loops in float64" }, rowsOf(ours), loops.history, tolerance);
      agree({ of: "gan", with: "loops in float64" }, ours.weights, loops.weights, tolerance);
      // Else neither case would see whether gradients are clipped.
      assert.ok(ours.informationGradients.some((length, n) => length > 1.1 * ours.gameGradients[n]));
      Object.values(optimizers).forEach(disposeOptimizer);
    }
  });

  it("without MINE, or with a weight of 0, is the plain game", async () => {
    const [without, weightless] = [await train({ mine: false }), await train({ mine: { beta: 0 } })];
    assert.deepEqual(without.miNats, []);
    agree({ of: "gan", with: "beta = 0" }, weightless.generatorLosses, without.generatorLosses, 1e-6);
    const shared = startOf(shapes.generator).length + startOf(shapes.discriminator).length;
    agree({ of: "gan", with: "beta = 0" }, weightless.weights.slice(0, shared), without.weights.slice(0, shared), 1e-6);
    assert.deepEqual(without.weights.slice(shared), startOf(shapes.statistics).map(Math.fround));
  });

  it("raises the information between samples and code, which the plain game does not", async () => {
    const bound = async (beta: number): Promise<number> => {
      const { miNats } = await train({
        steps: 150,
        learningRate: 0.02,
        mine: { beta, clipped: false, averageRate: 0.1 },
      });
      return plain.mean(miNats.slice(-30));
    };
    const [plainGame, informed] = [await bound(0), await bound(5)];
    assert.ok(informed > plainGame + 0.2, `${informed} against ${plainGame}`);
  });

  it("takes a statistics network that is no model, with noise in its training and for both updates another one", async () => {
    const model = modelOf("statistics");
    const keys: string[] = [];
    const critic = (deviation: number): Critic => ({
      models: { critic: model },
      score: (x, z, noise) => {
        assert.ok(noise);
        if (deviation > 0) keys.push([...noise.dataSync()].join());
        const noisy = x.add(normal(noise, x.shape, { standardDeviation: deviation }));
        return (model.apply([noisy, z]) as tf.Tensor).reshape([x.shape[0]]);
      },
    });
    const [asModel, asCritic] = [await train(), await train({ mine: { statistics: critic(0) } })];
    agree({ of: "gan", with: "the same network as a model" }, rowsOf(asCritic), rowsOf(asModel), 1e-6);
    const noisy = await train({ compiled: false, mine: { statistics: critic(0.5) } });
    const network = statisticsNetwork({ xDim: 2, zDim: 2, hiddenDims: [4], noise: [0.1, 0] });
    const before = weightsOf(Object.values(network.models));
    await train({ mine: { statistics: network } });
    assert.notDeepEqual(weightsOf(Object.values(network.models)), before);
    network.dispose();
    // Two keys a step.
    assert.equal(new Set(keys).size, 6);
    assert.notDeepEqual(noisy.miNats, asModel.miNats);
    model.dispose();
  });

  it("does the same compiled and op by op, and for equal seeds", async () => {
    const [a, b, eager, other] = [
      await train(),
      await train(),
      await train({ compiled: false }),
      await train({ seed: 8 }),
    ];
    assert.deepEqual({ ...a, seconds: 0 }, { ...b, seconds: 0 });
    eager.weights.forEach((weight, i) => assert.ok(Math.abs(weight - a.weights[i]) < 1e-5));
    assert.notDeepEqual(a.weights, other.weights);
  });

  it("resumes to the same bit, and refuses a checkpoint of another game", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "gan-"));
    const checkpoint = { path: path.join(folder, "game.checkpoint") };
    try {
      const whole = await train({ steps: 8 });
      const controller = new AbortController();
      const onStep = ({ step }: { step: number }): void => void (step === 4 && controller.abort());
      await assert.rejects(
        train({ steps: 8, checkpoint, signal: controller.signal, onStep }),
        new InterruptedError("gan: interrupted"),
      );
      const heard: number[] = [];
      const resumed = await train({ steps: 8, checkpoint, onStep: ({ step }) => void heard.push(step) });
      assert.deepEqual(heard, [5, 6, 7]);
      assert.deepEqual({ ...resumed, seconds: 0 }, { ...whole, seconds: 0 });
      await assert.rejects(
        train({ steps: 8, checkpoint, mine: { beta: 3 } }),
        (error) => error instanceof CheckpointError && /mine\.beta is 1 there but 3 here/.test(error.message),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("tells of every step, and measures between steps", async () => {
    const told: unknown[] = [];
    const { evaluations, discriminatorLosses, generatorLosses } = await train({
      mine: false,
      onStep: (step) => void told.push(step),
      evaluate: { every: 2, run: (steps) => ({ done: steps }) },
    });
    assert.deepEqual(
      told,
      discriminatorLosses.map((discriminatorLoss, step) => ({
        ...{ step, learningRate: 0.05, discriminatorLoss },
        generatorLoss: generatorLosses[step],
      })),
    );
    assert.deepEqual(evaluations, [
      { steps: 2, metrics: { done: 2 } },
      { steps: 3, metrics: { done: 3 } },
    ]);
  });

  it("sees the images of each epoch in its order, and points of a mixture that are drawn in the step", async () => {
    const digits = subset(loadMnist(), { size: 20, seed: 0 });
    const mixture = gaussianGrid();
    const order = [0, 1].flatMap((epoch) => batches(digits, { batchSize: 10, seed: 1, epoch }));
    for (const { data, shape, truth } of [
      { data: digits, shape: [28, 28, 1], truth: (n: number) => gather(digits, order[n]) },
      { data: mixture, shape: [2], truth: (n: number) => mixture.sample(split(foldIn(key(1), n))[0], 10) },
    ]) {
      const generator = mlpGenerator({ latentDim: 4, outputShape: shape, hiddenDims: [8] });
      const discriminator = mlpDiscriminator({ inputShape: shape, hiddenDims: [8] });
      const options = { generator, discriminator, data, batchSize: 10, steps: 3, seed: 1, progress: silent };
      // Nobody moves, so that every step can be told beforehand.
      const { discriminatorLosses } = await gan({ ...options, learningRate: () => 0 });
      const expected = [0, 1, 2].map((n) => {
        const logits = tf.tidy(() => {
          const z = normal(split(foldIn(key(1), n))[1], [10, 4]);
          return [truth(n), generator.predict(z) as tf.Tensor].map((x) => [
            ...(discriminator.predict(x) as tf.Tensor).dataSync(),
          ]);
        });
        return plain.entropyWith(1, logits[0]) + plain.entropyWith(0, logits[1]);
      });
      // Two of the same networks in float32, run as one batch and as two.
      agree({ of: "gan", with: "predict" }, discriminatorLosses, expected, 1e-5);
      generator.dispose();
      discriminator.dispose();
    }
  });

  it("refuses what makes no game, and says when a loss is no number", async () => {
    const cases: [Settings, string][] = [
      [{ mine: { codeDim: 4 } }, "gan: mine.codeDim is 4; a whole number from 1 to 3 is needed"],
      [{ mine: { codeDim: 1 } }, "gan: statistics takes [2] and [2]; [2] and [1] is needed"],
      [{ mine: { beta: -1 } }, "gan: mine.beta is -1; it must be at least 0"],
      [{ mine: { averageRate: 0 } }, "gan: mine.averageRate is 0; it must be above 0 and at most 1"],
      [{ batchSize: 1 }, "gan: batchSize is 1; it must be a whole number from 2"],
      [{ steps: 0 }, "gan: steps is 0; it must be a whole number from 1"],
      [{ labelSmoothing: 1 }, "gan: labelSmoothing is 1; it must be at least 0 and below 1"],
    ];
    for (const [settings, message] of cases) await assert.rejects(train(settings), new TrainingError(message));
    const wrong = mlpDiscriminator({ inputShape: [28, 28, 1], hiddenDims: [2] });
    await assert.rejects(
      train({ discriminator: wrong }),
      new TrainingError("gan: discriminator takes [28, 28, 1]; [2] is needed"),
    );
    wrong.dispose();
    await assert.rejects(
      train({ learningRate: 1e38, mine: false }),
      (error) =>
        error instanceof TrainingError &&
        /^gan: the \w+ is (NaN|Infinity) at step \d, learning rate 1e\+38; lower the learning rate; weights of generator.* are no numbers now: make (it|them) anew$/.test(
          error.message,
        ),
    );
  });
});
