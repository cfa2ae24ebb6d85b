import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { tf } from "../../src/engine/tf";
import { jointDiscriminator } from "../../src/models/generative/jointDiscriminator";
import { mlpEncoder } from "../../src/models/generative/mlpEncoder";
import { disposeOptimizer } from "../../src/optimizers/disposeOptimizer";
import { foldIn } from "../../src/random/foldIn";
import { key } from "../../src/random/key";
import { normal } from "../../src/random/normal";
import { split } from "../../src/random/split";
import { InterruptedError } from "../../src/report/abort";
import type { AdversarialHistory, MineOptions, Player } from "../../src/training/adversarial/adversarialOptions";
import { bigan, type BiganOptions } from "../../src/training/bigan";
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
  drawn: { prior: number[][]; noise: number[][] };
  bigan: { plain: Golden; clipped: Golden; whole: Golden };
};

const seed = 7;
/** The prior's codes and the encoder's noise, as `bigan` draws them for step n. */
const drawn = (n: number): number[][] => {
  const both = tf.tidy(() => split(split(foldIn(key(seed), n))[1]).map((each) => normal(each, [4, 2])));
  const values = both.map((each) => [...each.dataSync()]);
  tf.dispose(both);
  return values;
};

type Settings = Omit<Partial<BiganOptions>, "mine"> & { mine?: Partial<MineOptions> | false };

/** Trains the tiny networks; their weights in the order E, G, D, T. */
async function train(settings: Settings = {}): Promise<AdversarialHistory & { weights: number[] }> {
  const [encoder, decoder, discriminator, statistics] = (
    ["encoder", "decoder", "joint", "jointStatistics"] as const
  ).map(modelOf);
  const { mine, ...rest } = settings;
  const term = mine === false ? {} : { mine: { statistics, averageRate: 0.25, ...mine } };
  const options: BiganOptions = {
    ...{ encoder, decoder, discriminator, data: fixedPoints, batchSize: 4, steps: 3, learningRate: 0.05, seed },
    ...{ encoderDeviation: 0.5, progress: silent, ...rest, ...term },
  };
  try {
    const history = await bigan(options);
    return { ...history, weights: weightsOf([encoder, decoder, discriminator, statistics]) };
  } finally {
    for (const model of [encoder, decoder, discriminator, statistics]) model.dispose();
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

/** Steps of gradient descent in float64: D, then T against the old E, then E and G against both as they have become. */
function inLoops({ rate, steps, beta, clipped }: { rate: number; steps: number; beta: number; clipped: boolean }) {
  const { encoder, decoder, joint, jointStatistics } = shapes;
  let [e, g, d, t] = [encoder, decoder, joint, jointStatistics].map(startOf);
  const average = new plain.Average(0.25);
  const history: number[] = [];
  const x = plain.rowsOf(points, 2);
  for (let n = 0; n < steps; n++) {
    const [z, noise] = drawn(n).map((flat) => plain.rowsOf(flat, 2));
    const encode = (weights: number[]): number[][] =>
      x.map((row, i) => forward(weights, encoder, row).map((mean, k) => mean + 0.5 * noise[i][k]));
    const decode = (weights: number[]): number[][] => z.map((row) => forward(weights, decoder, row));
    const pairs = (weights: number[], shape: typeof joint, left: number[][], right: number[][]): number[] =>
      left.map((row, i) => forward(weights, shape, [...row, ...right[i]])[0]);
    const bound = (weights: number[], code: number[][]): number =>
      plain.boundOf(pairs(weights, jointStatistics, x, code), pairs(weights, jointStatistics, x, plain.shifted(code)));
    const [oldCode, oldImages] = [encode(e), decode(g)];
    const lossOfD = (weights: number[]): number =>
      plain.entropyWith(1, pairs(weights, joint, x, oldCode)) +
      plain.entropyWith(0, pairs(weights, joint, oldImages, z));
    history.push(lossOfD(d));
    d = plain.descend(d, lossOfD, rate);
    const information = bound(t, oldCode);
    const marginal = (weights: number[]): number =>
      plain.mean(pairs(weights, jointStatistics, x, plain.shifted(oldCode)).map(Math.exp));
    const m = average.take(marginal(t));
    t = plain.descend(t, (w) => marginal(w) / m - plain.mean(pairs(w, jointStatistics, x, oldCode)), rate);
    const game = (ofE: number[], ofG: number[]): number =>
      plain.entropyWith(0, pairs(d, joint, x, encode(ofE))) + plain.entropyWith(1, pairs(d, joint, decode(ofG), z));
    const gameOfE = finiteDifferences((w) => game(w, g), e);
    const gameOfG = finiteDifferences((w) => game(e, w), g);
    const ofInformation = finiteDifferences((w) => -beta * bound(t, encode(w)), e);
    history.push(game(e, g), information, plain.length(gameOfE), plain.length(ofInformation));
    const combined = plain.combine(gameOfE, ofInformation, clipped);
    e = e.map((weight, i) => weight - rate * combined[i]);
    g = g.map((weight, i) => weight - rate * gameOfG[i]);
  }
  return { history, weights: [...e, ...g, ...d, ...t] };
}

describe("bigan", () => {
  // float32: about 60 products a number, each 6e-8, through three steps; finite differences add 1e-10.
  const tolerance = 2e-5;

  it("with MINE makes the steps of PyTorch: losses, information, lengths of gradients and weights", async () => {
    const found = [0, 1, 2].map(drawn);
    const rounded = (list: number[][]): number[] => list.flat().map(Math.fround);
    assert.deepEqual(rounded(found.map(([prior]) => prior)), rounded(pytorch.drawn.prior));
    assert.deepEqual(rounded(found.map(([, noise]) => noise)), rounded(pytorch.drawn.noise));
    const peer = { of: "bigan", with: "PyTorch 2.14.1" };
    const { clipped, whole } = pytorch.bigan;
    for (const [golden, mine] of [
      [clipped, { beta: 20 }],
      [whole, { beta: 0.5, clipped: false }],
    ] as const) {
      const optimizers = three(() => tf.train.momentum(1, 0.9));
      const ours = await train({ mine, optimizers });
      agree(peer, rowsOf(ours), golden.history.flat(), tolerance);
      agree(peer, ours.weights, golden.weights, tolerance);
      Object.values(optimizers).forEach(disposeOptimizer);
    }
  });

  it("without MINE makes the steps of PyTorch, by default with Adam", async () => {
    const { history, weights } = pytorch.bigan.plain;
    const ours = await train({ mine: false });
    const peer = { of: "bigan", with: "PyTorch 2.14.1" };
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
    for (const { beta, clipped } of [
      { beta: 20, clipped: true },
      { beta: 5, clipped: false },
    ]) {
      const optimizers = three(() => tf.train.sgd(1));
      const ours = await train({ learningRate: 0.1, optimizers, mine: { beta, clipped } });
      const loops = inLoops({ rate: 0.1, steps: 3, beta, clipped });
      agree({ of: "bigan", with: "loops in float64" }, rowsOf(ours), loops.history, tolerance);
      agree({ of: "bigan", with: "loops in float64" }, ours.weights, loops.weights, tolerance);
      // Else neither case would see whether gradients are clipped.
      assert.ok(ours.informationGradients.some((length, n) => length > 1.1 * ours.gameGradients[n]));
      Object.values(optimizers).forEach(disposeOptimizer);
    }
  });

  it("raises the information between examples and codes, which the plain game does not", async () => {
    const bound = async (beta: number): Promise<number> => {
      const mine = { beta, clipped: false, averageRate: 0.1 };
      const { miNats } = await train({ steps: 150, learningRate: 0.02, mine });
      return plain.mean(miNats.slice(-30));
    };
    const [plainGame, informed] = [await bound(0), await bound(5)];
    assert.ok(informed > plainGame + 0.2, `${informed} against ${plainGame}`);
  });

  it("does the same compiled and op by op, and resumes to the same bit", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "bigan-"));
    const checkpoint = { path: path.join(folder, "game.checkpoint") };
    try {
      const [whole, eager] = [await train({ steps: 6 }), await train({ steps: 6, compiled: false })];
      eager.weights.forEach((weight, i) => assert.ok(Math.abs(weight - whole.weights[i]) < 1e-4));
      const controller = new AbortController();
      const onStep = ({ step }: { step: number }): void => void (step === 2 && controller.abort());
      await assert.rejects(
        train({ steps: 6, checkpoint, signal: controller.signal, onStep }),
        new InterruptedError("bigan: interrupted"),
      );
      const resumed = await train({ steps: 6, checkpoint });
      assert.deepEqual({ ...resumed, seconds: 0 }, { ...whole, seconds: 0 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("refuses models that do not fit together", async () => {
    const encoder = mlpEncoder({ inputShape: [2], latentDim: 3, hiddenDims: [2] });
    const discriminator = jointDiscriminator({ inputShape: [2], latentDim: 3, hiddenDims: [2] });
    const images = mlpEncoder({ inputShape: [28, 28, 1], latentDim: 2, hiddenDims: [2] });
    const cases: [Settings, string][] = [
      [{ encoder }, "bigan: encoder gives [3]; [2] is needed, what the decoder takes"],
      [{ encoder: images }, "bigan: encoder takes [28, 28, 1]; [2] is needed"],
      [{ discriminator }, "bigan: discriminator takes [2] and [3]; [2] and [2] is needed"],
      [{ mine: { statistics: discriminator } }, "bigan: statistics takes [2] and [3]; [2] and [2] is needed"],
      [{ encoderDeviation: -1 }, "bigan: encoderDeviation is -1; it must be at least 0"],
      [{ batchSize: 1 }, "bigan: batchSize is 1; it must be a whole number from 2"],
    ];
    for (const [settings, message] of cases) await assert.rejects(train(settings), new TrainingError(message));
    tf.dispose([encoder, discriminator, images].flatMap(({ weights }) => weights.map((weight) => weight.read())));
  });
});
