import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { batches } from "../../src/data/batches";
import { tf } from "../../src/engine/tf";
import { bottleneckEncoder, type CodeNoise } from "../../src/models/bottleneckEncoder";
import { linearClassifier } from "../../src/models/linearClassifier";
import { statisticsNetwork } from "../../src/models/statisticsNetwork";
import { foldIn } from "../../src/random/foldIn";
import { key } from "../../src/random/key";
import { normal } from "../../src/random/normal";
import {
  bottleneck,
  type BottleneckHistory,
  type BottleneckOptions,
  type CodePenalty,
} from "../../src/training/bottleneck";
import { TrainingError } from "../../src/training/trainingError";
import { agree } from "../support/agree";
import { finiteDifferences } from "../support/finiteDifferences";
import { formulaImages, silent, weightsOf } from "./support/classifiers";

const data = formulaImages();
const pixels = data.images.length / data.size;
const [batchSize, seed, rate, codeDim, embedding] = [6, 3, 0.05, 2, 3];

interface Asked extends Partial<BottleneckOptions> {
  noise: CodeNoise;
  /** β of the penalty of this kind. */
  kind?: CodePenalty["kind"];
  beta?: number;
}

interface Trained {
  history: BottleneckHistory;
  /** Before and after, encoder and decoder in one list; and of the statistics network. */
  first: number[];
  last: number[];
  critic: { first: number[]; last: number[] };
}

/** Trains tiny networks: one step of gradient descent, unless told otherwise. */
async function train({ noise, kind, beta = 1, ...changes }: Asked): Promise<Trained> {
  const encoder = bottleneckEncoder({ inputDim: pixels, codeDim, hiddenDims: [3], noise, seed });
  const decoder = linearClassifier({ inputDim: codeDim, classes: 3, deviation: 1, seed });
  const statistics = statisticsNetwork({
    ...{ xDim: pixels, zDim: codeDim, structure: "separable", hiddenDims: [], embeddingDim: embedding, seed },
  });
  const penalty: CodePenalty | undefined =
    kind === "mine" ? { kind, beta, statistics, learningRate: rate } : kind && { kind, beta };
  const own = (): number[] => [encoder.models.encoder, decoder].flatMap((model) => weightsOf(model));
  const ofCritic = (): number[] => Object.values(statistics.models).flatMap((model) => weightsOf(model));
  const [first, firstOfCritic] = [own(), ofCritic()];
  const optimizer = tf.train.sgd(rate);
  try {
    const history = await bottleneck({
      ...{
        data,
        encoder,
        decoder,
        penalty,
        optimizer,
        epochs: 1,
        batchSize: data.size,
        learningRate: () => rate,
        seed,
      },
      ...{ progress: silent, ...changes },
    });
    return { history, first, last: own(), critic: { first: firstOfCritic, last: ofCritic() } };
  } finally {
    optimizer.dispose();
    for (const one of [encoder, decoder, statistics]) one.dispose();
  }
}

/** Takes matrices and vectors off a list of weights, one after the other. */
function reader(weights: readonly number[]) {
  let at = 0;
  const take = (count: number): number[] => weights.slice(at, (at += count));
  return {
    vector: take,
    matrix: (rows: number, columns: number): number[][] => Array.from({ length: rows }, () => take(columns)),
  };
}

const times = (row: readonly number[], kernel: number[][], bias: readonly number[]): number[] =>
  bias.map((b, j) => row.reduce((sum, value, i) => sum + value * kernel[i][j], b));
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const order = [...batches(data, { batchSize: data.size, seed, epoch: 0 })[0]];
const images = order.map((n) => Array.from(data.images.subarray(n * pixels, (n + 1) * pixels), (byte) => byte / 255));
/** What the noise of the step is, of the key of its number. */
const drawn = (columns: number): number[] =>
  tf.tidy(() => [...normal(foldIn(key(seed), 0), [data.size, columns]).dataSync()]);

/** The objective in float64, of weights of encoder and decoder. */
function objective(
  weights: number[],
  noise: CodeNoise,
  cost: (codes: { z: number[][]; kl: number }) => number,
): number {
  const read = reader(weights);
  const outputs = noise.kind === "gaussian" ? 2 * codeDim : codeDim;
  const [w1, b1, w2, b2] = [read.matrix(pixels, 3), read.vector(3), read.matrix(3, outputs), read.vector(outputs)];
  const [w3, b3] = [read.matrix(codeDim, 3), read.vector(3)];
  const epsilon = drawn(noise.kind === "gaussian" ? codeDim : pixels);
  let kl = 0;
  const z = images.map((image, n) => {
    const x =
      noise.kind === "additive" ? image.map((value, i) => value + noise.deviation * epsilon[n * pixels + i]) : image;
    const out = times(
      times(x, w1, b1).map((value) => Math.max(0, value)),
      w2,
      b2,
    );
    if (noise.kind !== "gaussian") return out;
    return out.slice(0, codeDim).map((mu, k) => {
      const sigma = Math.log1p(Math.exp(out[codeDim + k] - 5));
      kl += (mu ** 2 + sigma ** 2 - 1 - 2 * Math.log(sigma)) / 2 / data.size;
      return mu + sigma * epsilon[n * codeDim + k];
    });
  });
  const fit = z.map((code, n) => {
    const logits = times(code, w3, b3);
    return Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0)) - logits[data.labels[order[n]]];
  });
  return mean(fit) + cost({ z, kl });
}

/** Donsker-Varadhan of the images with these codes, every other code a marginal, by a critic of these weights. */
function mine(critic: number[], z: number[][]): number {
  const read = reader(critic);
  const [wg, bg, wh, bh] = [
    read.matrix(pixels, embedding),
    read.vector(embedding),
    read.matrix(codeDim, embedding),
    read.vector(embedding),
  ];
  const g = images.map((image) => times(image, wg, bg));
  const h = z.map((code) => times(code, wh, bh));
  const score = (i: number, j: number): number =>
    g[i].reduce((sum, value, e) => sum + value * h[j][e], 0) / Math.sqrt(embedding);
  const all = g.flatMap((_, i) => h.flatMap((_, j) => (i === j ? [] : [Math.exp(score(i, j))])));
  return mean(g.map((_, i) => score(i, i))) - Math.log(mean(all));
}

/** Asserts that the step was one of gradient descent on this objective. */
function isDescent({ history, first, last }: Trained, of: (weights: number[]) => number): void {
  const slopes = finiteDifferences(of, first);
  agree({ of: "bottleneck", with: "loops in float64" }, history.losses, [of(first)], 1e-5);
  agree(
    { of: "bottleneck", with: "loops in float64" },
    last,
    first.map((weight, i) => weight - rate * slopes[i]),
    1e-5,
  );
}

const additive: CodeNoise = { kind: "additive", deviation: 0.4 };
const gaussian: CodeNoise = { kind: "gaussian" };

describe("bottleneck", () => {
  it("descends on the cross-entropy alone where there is no penalty, op by op and compiled", async () => {
    for (const compiled of [true, false]) {
      const trained = await train({ noise: additive, compiled });
      isDescent(trained, (weights) => objective(weights, additive, () => 0));
      assert.deepEqual(trained.history.miNats, []);
      assert.deepEqual(trained.critic.last, trained.critic.first);
    }
  });

  it("descends on the cross-entropy and β times the KL of the variational bottleneck", async () => {
    const trained = await train({ noise: gaussian, kind: "variational", beta: 0.3 });
    isDescent(trained, (weights) => objective(weights, gaussian, ({ kl }) => 0.3 * kl));
  });

  it("descends on the cross-entropy and β times MINE against what the critic has become", async () => {
    for (const noise of [gaussian, additive]) {
      const trained = await train({ noise, kind: "mine", beta: 0.3 });
      const { critic } = trained;
      isDescent(trained, (weights) => objective(weights, noise, ({ z }) => 0.3 * mine(critic.last, z)));
      assert.notDeepEqual(critic.last, critic.first);
    }
  });

  it("lets the critic climb first, by Adam, on the codes as they were", async () => {
    const { history, first, critic } = await train({ noise: gaussian, kind: "mine" });
    let z: number[][] = [];
    objective(first, gaussian, (codes) => ((z = codes.z), 0));
    agree({ of: "bottleneck", with: "loops in float64" }, history.miNats, [mine(critic.first, z)], 1e-5);
    const slopes = finiteDifferences((weights) => mine(weights, z), critic.first);
    // Adam's first step is the rate in the direction of the slope, where that is not about zero.
    const clear = slopes.flatMap((slope, i) => (Math.abs(slope) > 1e-3 ? [i] : []));
    assert.ok(clear.length > slopes.length / 2);
    const moved = clear.map((i) => critic.last[i] - critic.first[i]);
    agree(
      { of: "bottleneck", with: "loops in float64" },
      moved,
      clear.map((i) => rate * Math.sign(slopes[i])),
      1e-4,
    );
  });

  it("draws noise of its own at every step", async () => {
    // Nothing moves, and the images are all alike: losses differ by their noise alone.
    const alike = {
      ...data,
      images: Uint8Array.from(data.images, (_, at) => data.images[at % pixels]),
      labels: new Uint8Array(data.size),
    };
    const apart = async (noise: CodeNoise): Promise<number> => {
      const { losses } = (await train({ data: alike, noise, epochs: 3, learningRate: () => 0 })).history;
      return Math.min(...losses.slice(1).map((loss) => Math.abs(loss - losses[0])));
    };
    assert.ok((await apart(additive)) > 1e-3);
    assert.ok((await apart({ kind: "none" })) < 1e-5);
  });

  it("takes another loss, and Adam by itself", async () => {
    const constant = await train({ noise: additive, loss: (logits) => logits.square().mean<tf.Scalar>().mul(0) });
    assert.deepEqual(constant.last, constant.first);
    const adam = await train({ noise: additive, optimizer: undefined });
    const steps = adam.last.map((weight, i) => Math.abs(weight - adam.first[i])).filter((step) => step > 1e-6);
    assert.ok(steps.every((step) => Math.abs(step - rate) < 0.1 * rate));
  });

  it("goes on from a checkpoint to the same bit, the critic's optimizer included", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "bottleneck-"));
    try {
      const asked: Asked = { noise: additive, kind: "mine", beta: 0.1, epochs: 4, batchSize };
      const whole = await train(asked);
      const checkpoint = { path: path.join(folder, "run"), every: 1 };
      const stop = new AbortController();
      const onStep = ({ step }: { step: number }): void => void (step === 3 && stop.abort());
      await assert.rejects(train({ ...asked, checkpoint, onStep, signal: stop.signal }), /bottleneck: interrupted/);
      const resumed = await train({ ...asked, checkpoint });
      assert.deepEqual([resumed.last, resumed.critic.last], [whole.last, whole.critic.last]);
      assert.deepEqual(resumed.history.miNats, whole.history.miNats);
      assert.equal(whole.history.miNats.length, 8);
      await assert.rejects(train({ ...asked, beta: 0.2, checkpoint }), /of another run/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("refuses a variational penalty on codes that are not Gaussian, and a negative β", async () => {
    await assert.rejects(
      train({ noise: additive, kind: "variational" }),
      new TrainingError(
        "bottleneck: the penalty is variational but the encoder's noise is additive; gaussian is needed",
      ),
    );
    await assert.rejects(
      train({ noise: gaussian, kind: "variational", beta: -1 }),
      new TrainingError("bottleneck: penalty.beta is -1; it must be at least 0"),
    );
  });
});
