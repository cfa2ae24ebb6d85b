import assert from "node:assert/strict";
import { holdOut } from "../../../src/data/holdOut";
import { loadMnist } from "../../../src/data/mnist/load";
import { subset } from "../../../src/data/subset";
import { take } from "../../../src/data/take";
import { tf } from "../../../src/engine/tf";
import { informationBottleneck } from "../../../src/experiments/mine/informationBottleneck";
import { bottleneckInPaper } from "../../../src/experiments/mine/informationBottleneck/bottleneckInPaper";
import {
  bottleneckMethods,
  type InformationBottleneckConfig,
  type InformationBottleneckMetrics,
  type InformationBottleneckRow,
  type Method,
} from "../../../src/experiments/mine/informationBottleneck/config";
import { densityNats } from "../../../src/experiments/mine/informationBottleneck/densityNats";
import { bottleneckErrors, bottleneckInformation } from "../../../src/experiments/mine/informationBottleneck/figure";
import { informationOf, judgeCodes } from "../../../src/experiments/mine/informationBottleneck/judgeCodes";
import { partsOf } from "../../../src/experiments/mine/informationBottleneck/networks";
import {
  bottleneckCandidates,
  pickedBottleneck,
} from "../../../src/experiments/mine/informationBottleneck/pickedBottleneck";
import { bottleneckEncoder } from "../../../src/models/bottleneckEncoder";
import { linearClassifier } from "../../../src/models/linearClassifier";
import { foldIn } from "../../../src/random/foldIn";
import { key } from "../../../src/random/key";
import { normal } from "../../../src/random/normal";
import { silentProgress } from "../../../src/report/silentProgress";
import { bottleneck } from "../../../src/training/bottleneck";
import { evaluate } from "../../../src/training/evaluate";
import { liveOutcomesOf, madeRows, outcomesOf } from "../simclr/support/madeRows";

type Config = InformationBottleneckConfig;
type Rows = readonly InformationBottleneckRow[];

/** Errors of the first version of the paper, times ten; of the others about the baseline's. */
const likePaper: Record<Method, number> = {
  ...{ deterministic: 13.8, dropout: 13.4, "confidence penalty": 13.6, "label smoothing": 14 },
  ...{ VIB: 13.7, "MINE-Gaussian": 12.6, "MINE-additive": 11.9, "additive noise": 13.2 },
};

const isGaussian = ({ method }: Config): boolean => ["VIB", "MINE-Gaussian"].includes(method);

/** Rows of a whole grid: a second candidate of each method is a point better than the others, everywhere. */
function rowsOf(
  errors: Record<Method, number> = likePaper,
  change: (config: Config) => Partial<InformationBottleneckMetrics> = () => ({}),
  options: Parameters<typeof madeRows>[2] = { seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
): InformationBottleneckRow[] {
  const { configs } = informationBottleneck.profiles.standard;
  return madeRows(
    informationBottleneck,
    (config): InformationBottleneckMetrics => {
      const place = configs.filter(({ method }) => method === config.method).indexOf(config);
      const error = errors[config.method] + (place === 1 ? 0 : 1);
      const nats = 5 - config.strength * 40;
      return {
        ...{ heldOutError: error, heldOutCrossEntropy: 1, testError: error, testCrossEntropy: 1, trainError: 0 },
        ...(config.method === "VIB" && { klNats: 8 * nats }),
        ...(config.method.startsWith("MINE") && { mineNats: nats }),
        ...(isGaussian(config) && { densityNats: 6.9 }),
        ...change(config),
      };
    },
    options,
  );
}

const outcomes = (rows: Rows): string[] =>
  outcomesOf(informationBottleneck, rows).map((text) => text.replace("M12 ", ""));
const [holds, refuted, notVisible] = ["holds", "refuted", "notVisible"];

describe("the claims of mine/information-bottleneck", () => {
  it("hold for errors like the paper's, but that all are the same and that MINE sees all", () => {
    assert.deepEqual(outcomes(rowsOf()), [holds, holds, holds, holds, holds, refuted, holds, refuted]);
  });

  it("are refuted the other way round, method by method", () => {
    const but = (method: Method, error: number): string[] =>
      outcomes(rowsOf({ ...likePaper, [method]: error })).slice(0, 5);
    assert.deepEqual(but("MINE-additive", 15), [refuted, holds, refuted, holds, refuted]);
    assert.deepEqual(but("MINE-Gaussian", 15), [holds, refuted, holds, refuted, holds]);
    assert.deepEqual(but("deterministic", 9), [refuted, refuted, holds, holds, holds]);
    assert.deepEqual(but("VIB", 9), [holds, holds, refuted, refuted, holds]);
    assert.deepEqual(but("additive noise", 9), [holds, holds, holds, holds, refuted]);
    const same = Object.fromEntries(bottleneckMethods.map((method) => [method, 5])) as Record<Method, number>;
    assert.deepEqual(outcomes(rowsOf(same)).slice(0, 6), [...Array<string>(5).fill(notVisible), holds]);
    assert.equal(outcomes(rowsOf({ ...same, dropout: 6 }))[5], refuted);
    assert.equal(outcomes(rowsOf({ ...same, "additive noise": 9 }))[5], holds);
  });

  it("judge the candidate that held-out images chose, whatever others do on test images", () => {
    const { configs } = informationBottleneck.profiles.standard;
    const [, , third] = configs.filter(({ method }) => method === "deterministic");
    const lucky = rowsOf(likePaper, (config) => (config === third ? { testError: 1 } : {}));
    assert.equal(outcomes(lucky)[0], holds);
    const chosen = rowsOf(likePaper, (config) => (config === third ? { testError: 1, heldOutError: 1 } : {}));
    assert.equal(outcomes(chosen)[0], refuted);
    assert.equal(pickedBottleneck(chosen, "deterministic")?.learningRate, third.learningRate);
  });

  it("choose by the cross-entropy among equal errors, and by means over seeds", () => {
    const [a, b] = informationBottleneck.profiles.standard.configs.filter(({ method }) => method === "VIB");
    const row = (
      config: Config,
      seed: number,
      heldOutError: number,
      heldOutCrossEntropy: number,
    ): InformationBottleneckRow => {
      const [one] = rowsOf().filter((each) => each.config === config);
      return { ...one, seed, metrics: { ...one.metrics, heldOutError, heldOutCrossEntropy } };
    };
    const strengthOf = (...rows: InformationBottleneckRow[]): number | undefined =>
      pickedBottleneck(rows, "VIB")?.strength;
    assert.equal(strengthOf(row(a, 1, 3, 0.2), row(b, 1, 3, 0.1)), b.strength);
    assert.equal(strengthOf(row(a, 1, 3, 0.1), row(b, 1, 3, 0.2)), a.strength);
    assert.equal(strengthOf(row(a, 1, 3, 1), row(a, 2, 5, 1), row(b, 1, 4.5, 0), row(b, 2, 4.5, 0)), a.strength);
    assert.equal(pickedBottleneck([], "VIB"), undefined);
    assert.equal(bottleneckCandidates(rowsOf(), "VIB").length, 6);
  });

  it("are refuted where a code does not lose nats by its penalty, and hold where MINE sees what there is", () => {
    for (const [method, metric] of [
      ["VIB", "klNats"],
      ["MINE-Gaussian", "mineNats"],
      ["MINE-additive", "mineNats"],
    ]) {
      const rising = rowsOf(likePaper, (config) =>
        config.method === method ? { [metric]: 100 * config.strength } : {},
      );
      assert.equal(outcomes(rising)[6], refuted, method);
    }
    const seen = rowsOf(likePaper, (config) => (config.method === "MINE-Gaussian" ? { densityNats: 3.5 } : {}));
    assert.equal(outcomes(seen)[7], holds);
  });

  it("see nothing in one seed or in no rows", () => {
    assert.deepEqual(outcomes(rowsOf(likePaper, undefined, { seeds: [1] })), Array<string>(8).fill(notVisible));
    assert.deepEqual(outcomes([]), Array<string>(8).fill(notVisible));
  });

  it("come out live as on record where penalties lower nats and MINE misses some, and otherwise where not", () => {
    const live = (change?: (config: Config) => Partial<InformationBottleneckMetrics>): string[] =>
      liveOutcomesOf(informationBottleneck, rowsOf(likePaper, change, { seeds: [1], profile: "quick" }));
    assert.deepEqual(live(), ["M12 holds", "M12 refuted"]);
    const nothing = (config: Config): Partial<InformationBottleneckMetrics> => ({
      ...(config.method === "VIB" && { klNats: 1 }),
      ...(isGaussian(config) && { densityNats: 1 }),
    });
    assert.deepEqual(live(nothing), ["M12 refuted", "M12 holds"]);
  });
});

describe("what Gaussian codes hold by their density", () => {
  it("is InfoNCE of the log densities, in loops", () => {
    const [z, mean, deviation] = [
      [
        [0.5, -1],
        [2, 0.25],
        [-0.75, 1],
      ],
      [
        [0.25, -1],
        [1, 0],
        [-1, 1.5],
      ],
      [
        [0.5, 2],
        [1, 0.25],
        [0.1, 1],
      ],
    ];
    const logDensity = (n: number, m: number): number =>
      z[n].reduce(
        (sum, value, k) => sum - ((value - mean[m][k]) / deviation[m][k]) ** 2 / 2 - Math.log(deviation[m][k]),
        0,
      );
    const own = z.map(
      (_, n) => logDensity(n, n) - Math.log(z.reduce((sum, __, m) => sum + Math.exp(logDensity(n, m)) / 3, 0)),
    );
    const expected = own.reduce((sum, value) => sum + value / 3, 0);
    const nats = tf.tidy(() =>
      densityNats(tf.tensor2d(z), { mean: tf.tensor2d(mean), deviation: tf.tensor2d(deviation) }),
    );
    assert.ok(Math.abs(nats - expected) < 1e-5, `${nats} is not ${expected}`);
  });

  it("is log N where codes do not overlap, also where a deviation is 0, and 0 where all are alike", () => {
    const rows = 120;
    const given = (spread: number, deviation: number): number => {
      return tf.tidy(() => {
        const mean = tf.linspace(0, spread, rows).reshape<tf.Tensor2D>([rows, 1]);
        return densityNats(mean, { mean, deviation: tf.fill([rows, 1], deviation) });
      });
    };
    for (const deviation of [1e-3, 0]) assert.ok(Math.abs(given(100, deviation) - Math.log(rows)) < 1e-4);
    assert.ok(Math.abs(given(0, 1)) < 1e-5);
  });
});

const small: Config = {
  ...{ method: "MINE-additive", learningRate: 0.01, strength: 0.1, inputNoise: 0.2, images: 7500, epochs: 2 },
  ...{ batchSize: 500, width: 6, codeDim: 3, criticWidth: 5, criticRate: 0.01, draws: 3 },
};

describe("the judge of codes", () => {
  const data = take(
    loadMnist({ split: "test" }),
    Array.from({ length: 40 }, (_, n) => n),
  );
  const decoder = (): tf.LayersModel => linearClassifier({ inputDim: 3, classes: 10, deviation: 1, seed: 2 });

  it("averages predictions over draws of the code, each of a key of its own", () => {
    const encoder = bottleneckEncoder({
      inputDim: 784,
      codeDim: 3,
      hiddenDims: [4],
      noise: { kind: "gaussian" },
      seed: 1,
    });
    const linear = decoder();
    const found = judgeCodes({ encoder, decoder: linear }, data, { draws: 3, seed: 5 });
    const expected = tf.tidy(() => {
      const x = tf.tensor2d(
        Float32Array.from(data.images.subarray(0, 40 * 784), (byte) => byte / 255),
        [40, 784],
      );
      const { gaussian } = encoder.encode(x);
      const { mean, deviation } = gaussian as NonNullable<typeof gaussian>;
      const drawn = [0, 1, 2].map((draw) => {
        const epsilon = normal(foldIn(foldIn(key(5), draw), 0), [40, 3]);
        return tf.softmax(linear.apply(mean.add(deviation.mul(epsilon))) as tf.Tensor2D);
      });
      const shares = tf.addN(drawn).div<tf.Tensor2D>(3).arraySync();
      const right = shares.filter((row, n) => row.indexOf(Math.max(...row)) === data.labels[n]).length;
      const crossEntropy = shares.reduce((sum, row, n) => sum - Math.log(row[data.labels[n]]) / 40, 0);
      return { error: 100 * (1 - right / 40), crossEntropy };
    });
    encoder.dispose();
    linear.dispose();
    assert.ok(Math.abs(found.error - expected.error) < 1e-9, `${found.error} is not ${expected.error}`);
    assert.ok(Math.abs(found.crossEntropy - expected.crossEntropy) < 1e-5);
  });

  it("is that of classifiers where codes are not random, dropout being for training only", () => {
    for (const noise of [{ kind: "none" }, { kind: "dropout", rate: 0.5 }] as const) {
      const encoder = bottleneckEncoder({ inputDim: 784, codeDim: 3, hiddenDims: [4], noise, seed: 1 });
      const linear = decoder();
      const images = tf.input({ shape: [28, 28, 1] });
      const whole = [tf.layers.flatten(), encoder.models.encoder, linear].reduce(
        (x, layer) => layer.apply(x) as tf.SymbolicTensor,
        images,
      );
      const model = tf.model({ inputs: images, outputs: whole });
      const { accuracy, crossEntropy } = evaluate(model, data);
      const found = judgeCodes({ encoder, decoder: linear }, data, { draws: 3, seed: 5 });
      assert.ok(Math.abs(found.error - 100 * (1 - accuracy)) < 1e-9);
      assert.ok(Math.abs(found.crossEntropy - crossEntropy) < 1e-5);
      model.dispose();
    }
  });
});

describe("a run of mine/information-bottleneck", () => {
  it("is what its parts give by themselves", async () => {
    const seed = 7;
    const { kept, heldOut } = holdOut(loadMnist(), { size: 500, seed });
    const { loss, penalty, ...networks } = partsOf(small, { inputDim: 784, classes: 10 }, seed);
    const { miNats } = await bottleneck({
      ...{ data: kept, encoder: networks.encoder, decoder: networks.decoder, loss, penalty, epochs: 2, batchSize: 500 },
      ...{ learningRate: 0.01, seed, progress: silentProgress },
    });
    const judging = { draws: 3, seed: 8_000_000 + seed };
    const [onHeldOut, onTest, onTrain] = [heldOut, loadMnist({ split: "test" }), subset(kept, { size: 500, seed })].map(
      (data) => judgeCodes(networks, data, judging),
    );
    const expected = {
      ...{ heldOutError: onHeldOut.error, heldOutCrossEntropy: onHeldOut.crossEntropy },
      ...{ testError: onTest.error, testCrossEntropy: onTest.crossEntropy, trainError: onTrain.error },
      mineNats: miNats.slice(-15).reduce((sum, value) => sum + value / 15, 0),
      ...informationOf({ ...networks, penalty }, heldOut, judging),
    };
    for (const one of [networks.encoder, networks.decoder, networks.statistics]) one?.dispose();
    const { metrics, curve } = await informationBottleneck.run(small, { seed, progress: silentProgress });
    const { mineNats = NaN, ...others } = metrics;
    const { mineNats: expectedNats, ...expectedOthers } = expected;
    assert.deepEqual(others, expectedOthers);
    // Two epochs of 15 batches: those of the last one count.
    assert.ok(Math.abs(mineNats - expectedNats) < 1e-9, `${mineNats} is not ${expectedNats}`);
    assert.equal(miNats.length, 30);
    assert.equal(typeof metrics.heldOutMineNats, "number");
    assert.deepEqual(Object.keys(curve ?? {}), ["loss", "mineNats"]);
    const next = await informationBottleneck.run(small, { seed: seed + 1, progress: silentProgress });
    assert.notEqual(next.metrics.testCrossEntropy, metrics.testCrossEntropy);
  });

  it("trains each method by its own noise, loss and penalty", () => {
    const told = bottleneckMethods.map((method) => {
      const inputNoise = method === "MINE-additive" ? 0.2 : 0;
      const parts = partsOf({ ...small, method, strength: 0.25, inputNoise }, { inputDim: 4, classes: 3 }, 1);
      const [logits, labels] = [tf.tensor2d([[2, 1, 0]]), tf.tensor1d([0], "int32")];
      const loss = parts.loss?.(logits, labels);
      const value = loss && Number(loss.dataSync()[0].toFixed(3));
      tf.dispose([logits, labels, loss]);
      for (const one of [parts.encoder, parts.decoder, parts.statistics]) one?.dispose();
      return [
        parts.encoder.noise,
        value,
        parts.penalty && Object.fromEntries(Object.entries(parts.penalty).filter(([name]) => name !== "statistics")),
      ];
    });
    assert.deepEqual(told, [
      [{ kind: "none" }, undefined, undefined],
      [{ kind: "dropout", rate: 0.25 }, undefined, undefined],
      // -log 0.6652 - H / 4, with H = 0.8324; and 3/4 of 0.4076 and 1/4 of the mean of 0.4076, 1.4076 and 2.4076.
      [{ kind: "none" }, 0.2, undefined],
      [{ kind: "none" }, 0.658, undefined],
      [{ kind: "gaussian" }, undefined, { kind: "variational", beta: 0.25 }],
      [{ kind: "gaussian" }, undefined, { kind: "mine", beta: 0.25, learningRate: 0.01 }],
      [{ kind: "additive", deviation: 0.2 }, undefined, { kind: "mine", beta: 0.25, learningRate: 0.01 }],
      [{ kind: "additive", deviation: 0.25 }, undefined, undefined],
    ]);
  });
});

describe("the figures of mine/information-bottleneck", () => {
  it("are bars of the chosen candidates, with all of them faint and the paper's first version", () => {
    const [bars, faint, paper] = bottleneckErrors(rowsOf()).data as unknown as { y: number[]; name?: string }[];
    assert.equal(bars.y.length, 8);
    assert.ok(bars.y.every((value, n) => Math.abs(value - likePaper[bottleneckMethods[n]]) < 0.2));
    assert.equal(faint.y.length, 48);
    assert.deepEqual(paper.y, [1.37, 1.26, 1.19]);
    assert.deepEqual(
      bottleneckInPaper.filter(({ firstVersion }) => firstVersion !== undefined).map(({ method }) => method),
      [...["VIB", "MINE-Gaussian", "MINE-additive"]],
    );
  });

  it("show a reader's own beside them, and the nats of penalised codes over β", () => {
    const own = rowsOf()
      .filter(({ config, seed }) => config.method === "dropout" && seed === 1)
      .slice(0, 1);
    const [bars] = bottleneckErrors(rowsOf(), own).data as unknown as { x: number[] }[];
    assert.equal(bars.x.length, 9);
    const names = new Set(bottleneckInformation(rowsOf()).data.map(({ name }) => String(name).split(",")[0]));
    for (const method of ["VIB", "MINE-Gaussian", "MINE-additive"]) assert.ok(names.has(method), method);
    assert.ok(!names.has("dropout"));
  });
});

describe("the grids of mine/information-bottleneck", () => {
  it("have six candidates of each method, and run all of them with ten seeds", () => {
    for (const { configs, seeds } of [informationBottleneck.profiles.standard, informationBottleneck.profiles.paper]) {
      assert.equal(seeds.length, 10);
      for (const method of bottleneckMethods) {
        const own = configs.filter((config) => config.method === method);
        assert.equal(new Set(own.map(({ learningRate, strength }) => `${learningRate} ${strength}`)).size, 6, method);
      }
      assert.equal(configs.length, 6 * bottleneckMethods.length);
    }
  });

  it("cost more with MINE, and at the paper's size", () => {
    const { standard, paper } = informationBottleneck.profiles;
    const flops = (configs: readonly Config[], method: Method): number =>
      informationBottleneck.work(configs.find((config) => config.method === method) as Config).smallFlops ?? 0;
    assert.ok(flops(standard.configs, "MINE-additive") > 1.5 * flops(standard.configs, "additive noise"));
    assert.ok(flops(paper.configs, "VIB") > 10 * flops(standard.configs, "VIB"));
  });
});
