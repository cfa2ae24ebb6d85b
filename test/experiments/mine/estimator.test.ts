import assert from "node:assert/strict";
import { ksg } from "../../../src/bounds/ksg";
import { correlatedGaussian } from "../../../src/data/samplers/correlatedGaussian";
import { tf } from "../../../src/engine/tf";
import { sumOfWork } from "../../../src/experiments/cost/sumOfWork";
import { estimator } from "../../../src/experiments/mine/estimator";
import type { EstimatorConfig, EstimatorMetrics, EstimatorRow } from "../../../src/experiments/mine/estimator/config";
import {
  ceilingFigure,
  dimensionsFigure,
  estimatorFigure,
  sampleSizeFigure,
} from "../../../src/experiments/mine/estimator/figures";
import { correlationOf } from "../../../src/experiments/mine/correlationOf";
import { smallestGap } from "../../../src/experiments/mine/estimator/smallestGap";
import { looksOf } from "../../../src/experiments/mine/estimator/trainedCritic";
import { statisticsNetwork } from "../../../src/models/statisticsNetwork";
import { disposeOptimizer } from "../../../src/optimizers/disposeOptimizer";
import { withClipping } from "../../../src/optimizers/withClipping";
import { key } from "../../../src/random/key";
import { silentProgress } from "../../../src/report/silentProgress";
import { estimateMI } from "../../../src/training/estimateMI";
import { liveOutcomesOf, madeRows, outcomesOf } from "../simclr/support/madeRows";

type Told = Pick<EstimatorMetrics, "mineNats" | "averagedNats" | "ksgNats" | "smallestGapNats">;
type Tell = (config: EstimatorConfig) => Partial<Told>;
type Options = Parameters<typeof madeRows>[2];

const truthOf = ({ dims, correlation }: EstimatorConfig): number => correlatedGaussian({ dims, correlation }).miNats;

/** What a pilot looked like: a critic that is nearly right, worse of small samples and many dimensions; neighbours lost in these. */
function asExpected(config: EstimatorConfig): Told {
  const truth = truthOf(config);
  const { dims, pairs } = config;
  const ofSample = pairs === 0 ? 0.95 : 1 - 0.1 * Math.sqrt(300 / pairs) * Math.sqrt(dims);
  const mineNats = ofSample * truth;
  return { mineNats, averagedNats: mineNats, ksgNats: dims === 2 ? 0.99 * truth : truth / dims, smallestGapNats: 0.01 };
}

/** Rows of a whole grid, estimates off by some thousandths of what is told. */
function rowsOf(tell: Tell = () => ({}), options: Options = {}): EstimatorRow[] {
  const none = { mineNats: 0, mineStandardErrorNats: 0, mineTrainNats: 0, averagedNats: 0, mineFNats: 0, ksgNats: 0 };
  const seconds = { mineSeconds: 1, averagedSeconds: 1, mineFSeconds: 1, ksgSeconds: 1 };
  return madeRows(estimator, () => ({ ...none, trueNats: 0, smallestGapNats: 0, ...seconds }), options).map((row) => {
    const trueNats = truthOf(row.config);
    const told = { ...asExpected(row.config), ...tell(row.config) };
    const off = 0.02 * row.metrics.mineNats;
    const mineNats = told.mineNats + off;
    const averagedNats = told.averagedNats + off;
    const metrics = {
      ...row.metrics,
      ...told,
      trueNats,
      mineNats,
      averagedNats,
      mineTrainNats: mineNats,
      mineFNats: mineNats,
    };
    return { ...row, metrics: { ...metrics, mineStandardErrorNats: 0.01, ...seconds } };
  });
}

const outcomes = (tell?: Tell, options?: Options): string[] => outcomesOf(estimator, rowsOf(tell, options));
const ids = ["M1", "M1", "M2", "M2", "M3", "M4", "M4", "M4"];
const all = (outcome: string): string[] => ids.map((id) => `${id} ${outcome}`);

/** The expected numbers but for some runs. */
const where =
  (these: (config: EstimatorConfig) => boolean, told: (truth: number) => Partial<Told>): Tell =>
  (config) =>
    these(config) ? told(truthOf(config)) : {};
const fresh =
  (dims: number, correlation: number) =>
  (config: EstimatorConfig): boolean =>
    config.pairs === 0 && config.dims === dims && config.correlation === correlation;
const sampled =
  (dims: number, pairs: number) =>
  (config: EstimatorConfig): boolean =>
    config.dims === dims && config.pairs === pairs;

describe("the claims of mine/estimator", () => {
  it("hold for a critic that is nearly right and neighbours that lose themselves in many dimensions", () => {
    assert.deepEqual(outcomes(), all("holds"));
  });

  it("ask for less than a tenth of the truth, above it or below, at every correlation up to 0.9", () => {
    const at = (correlation: number, share: number): string =>
      outcomes(where(fresh(2, correlation), (truth) => ({ mineNats: share * truth })))[0];
    const averaged = where(fresh(2, 0.7), (truth) => ({ averagedNats: 0.8 * truth }));
    assert.deepEqual(outcomes(averaged).slice(0, 3), ["M1 holds", "M1 refuted", "M2 holds"]);
    assert.deepEqual(
      [at(0.9, 0.85), at(0.9, 1.15), at(-0.5, 0.85), at(-0.9, 1.15)],
      ["M1 refuted", "M1 refuted", "M1 refuted", "M1 refuted"],
    );
    assert.deepEqual([at(0.99, 0.5), at(0.9, 0.92)], ["M1 holds", "M1 holds"]);
  });

  it("allow 0.01 nats where a tenth is less", () => {
    const at = (mineNats: number): string => outcomes(where(fresh(2, 0), () => ({ mineNats })))[0];
    assert.deepEqual([at(0.004), at(-0.02), at(0.02)], ["M1 holds", "M1 refuted", "M1 refuted"]);
  });

  it("are refuted where neighbours are nearer in 20 dimensions at a single correlation from 0.3 on", () => {
    const at = (dims: number, correlation: number): string =>
      outcomes(where(fresh(dims, correlation), (truth) => ({ ksgNats: truth, mineNats: 0.9 * truth })))[2];
    assert.deepEqual([at(20, 0.3), at(20, -0.3), at(20, 0.99)], ["M2 refuted", "M2 refuted", "M2 refuted"]);
    assert.deepEqual([at(20, 0.1), at(20, 0), at(2, 0.5)], ["M2 holds", "M2 holds", "M2 holds"]);
  });

  it("count an estimate above the truth as far as one below it", () => {
    const above = where(fresh(20, 0.7), (truth) => ({ mineNats: 2.5 * truth }));
    assert.equal(outcomes(above)[2], "M2 refuted");
    const neighbours = where(fresh(20, 0.7), (truth) => ({ ksgNats: 2.5 * truth }));
    assert.equal(outcomes(neighbours)[2], "M2 holds");
  });

  it("compare both on the sample of 5,000 pairs in 20 dimensions, and on no other", () => {
    const of = (dims: number, pairs: number): string =>
      outcomes(where(sampled(dims, pairs), (truth) => ({ ksgNats: truth })))[3];
    assert.deepEqual([of(20, 5000), of(20, 1000), of(10, 5000)], ["M2 refuted", "M2 holds", "M2 holds"]);
  });

  it("are refuted by one bound that is on the wrong side by more than rounding, and need one seed only", () => {
    const gap = (smallestGapNats: number): string =>
      outcomes(
        where(fresh(20, 0.9), () => ({ smallestGapNats })),
        { seeds: [1] },
      )[4];
    assert.deepEqual([gap(-0.001), gap(-1e-6), gap(0)], ["M3 refuted", "M3 holds", "M3 holds"]);
  });

  it("are refuted where larger samples are of no use, or dimensions cost MINE more than KSG", () => {
    const worse: Tell = (config) =>
      config.pairs > 0 ? { mineNats: truthOf(config) * (1 - config.pairs / 40_000) } : {};
    assert.equal(outcomes(worse)[5], "M4 refuted");
    const lost: Tell = (config) =>
      config.pairs > 0 ? { mineNats: truthOf(config) / config.dims, ksgNats: 0.8 * truthOf(config) } : {};
    assert.equal(outcomes(lost)[6], "M4 refuted");
  });

  it("say that few pairs of few dimensions are for neighbours, by the mean of 300 and 1,000", () => {
    const of = (error: number, ...sizes: number[]): string =>
      outcomes(
        where(
          ({ dims, pairs }) => dims === 2 && sizes.includes(pairs),
          (truth) => ({ mineNats: truth, ksgNats: truth - error }),
        ),
      )[7];
    assert.deepEqual([of(0.5, 300, 1000), of(1, 1000), of(1, 300)], ["M4 refuted", "M4 refuted", "M4 refuted"]);
    assert.deepEqual([of(0.03, 1000), of(1, 5000)], ["M4 holds", "M4 holds"]);
  });

  it("see in one seed what is exact only, and nothing in no rows", () => {
    const none = all("notVisible");
    assert.deepEqual(
      outcomes(() => ({}), { seeds: [1] }),
      none.map((one) => (one === "M3 notVisible" ? "M3 holds" : one)),
    );
    assert.deepEqual(outcomesOf(estimator, []), none);
  });

  it("come out live as on record for such numbers, and otherwise where they are the other way round", () => {
    const live = (tell?: Tell): string[] => liveOutcomesOf(estimator, rowsOf(tell, { seeds: [1], profile: "quick" }));
    const shown = ids.slice(0, -1);
    assert.deepEqual(
      live(),
      shown.map((id) => `${id} holds`),
    );
    const wrong: Tell = (config) => ({
      mineNats: -truthOf(config) * Math.max(1, config.pairs / 1000) * config.dims,
      averagedNats: 0,
      ksgNats: truthOf(config),
      smallestGapNats: -1,
    });
    assert.deepEqual(
      live(wrong),
      shown.map((id) => `${id} refuted`),
    );
  });
});

describe("a run of mine/estimator", () => {
  const critic = { steps: 40, batchSize: 16, width: 8, learningRate: 0.01, averageRate: 0.5, testPairs: 300 };
  const seed = 7;

  const run = (config: EstimatorConfig): Promise<EstimatorMetrics> =>
    estimator.run(config, { seed, progress: silentProgress }).then(({ metrics }) => metrics);

  it("is what its parts give by themselves, on fresh pairs", async () => {
    const config = { dims: 3, correlation: 0.6, pairs: 0, ksgPairs: 200, ...critic };
    const metrics = await run(config);
    const sampler = correlatedGaussian({ dims: 3, correlation: 0.6 });
    const estimateBy = async (bound: "donskerVaradhan" | "nwj", movingAverageRate?: number) => {
      const network = statisticsNetwork({
        ...{ xDim: 3, zDim: 3, structure: "separable", hiddenDims: [8, 8], activation: "elu", seed },
      });
      const shared = {
        ...{ pairs: sampler, network, bound, batchSize: 16, testSize: 300, validationSize: 30 },
        ...{ stepsPerCall: 5, seed, progress: silentProgress },
        marginals: "all" as const,
      };
      const first = movingAverageRate === undefined ? 0 : 20;
      const optimizer = first > 0 ? withClipping(tf.train.adam(0.01), { maxNorm: 5 }) : undefined;
      if (first > 0) await estimateMI({ ...shared, optimizer, steps: 20, evaluateEvery: 20, learningRate: () => 0.01 });
      const options = { steps: 40 - first, evaluateEvery: 10, learningRate: 0.01, movingAverageRate };
      const estimate = await estimateMI({ ...shared, optimizer, ...options });
      network.dispose();
      if (optimizer) disposeOptimizer(optimizer);
      return estimate;
    };
    const mine = await estimateBy("donskerVaradhan");
    assert.equal(metrics.mineNats, mine.miNats);
    assert.equal(metrics.mineStandardErrorNats, mine.standardErrorNats);
    assert.equal(metrics.mineTrainNats, mine.trainMiNats);
    assert.equal(metrics.mineFNats, (await estimateBy("nwj")).miNats);
    assert.equal(metrics.trueNats, -1.5 * Math.log(1 - 0.36));
    const drawn = tf.tidy(() => {
      const { x, z } = sampler.sample(key(1_000_000 + seed), 200);
      return [x.dataSync(), z.dataSync()];
    });
    assert.equal(metrics.ksgNats, ksg(drawn[0], drawn[1], { xDim: 3, zDim: 3 }));
    assert.equal(metrics.averagedNats, (await estimateBy("donskerVaradhan", 0.5)).miNats);
    assert.notEqual(metrics.averagedNats, metrics.mineNats);
  });

  it("gives critics and neighbours the same pairs of a sample, and neighbours no more than asked", async () => {
    const config = { dims: 2, correlation: 0.6, pairs: 200, ksgPairs: 200, ...critic };
    const metrics = await run(config);
    const sampler = correlatedGaussian({ dims: 2, correlation: 0.6 });
    const pairs = tf.tidy(() => {
      const { x, z } = sampler.sample(key(1_000_000 + seed), 200);
      return { x, z };
    });
    const [x, z] = [pairs.x.dataSync(), pairs.z.dataSync()];
    assert.equal(metrics.ksgNats, ksg(x, z, { xDim: 2, zDim: 2 }));
    const network = statisticsNetwork({
      ...{ xDim: 2, zDim: 2, structure: "separable", hiddenDims: [8, 8], activation: "elu", seed },
    });
    const { miNats, trainMiNats } = await estimateMI({
      ...{ pairs, network, marginals: "all", steps: 40, batchSize: 16, learningRate: 0.01 },
      ...{ evaluateEvery: 10, patience: 10, stepsPerCall: 5, seed, progress: silentProgress },
    });
    assert.deepEqual([metrics.mineNats, metrics.mineTrainNats], [miNats, trainMiNats]);
    network.dispose();
    tf.dispose([pairs.x, pairs.z]);
    const fewer = await run({ ...config, ksgPairs: 100 });
    assert.equal(fewer.ksgNats, ksg(x.slice(0, 200), z.slice(0, 200), { xDim: 2, zDim: 2 }));
    assert.equal(fewer.mineNats, metrics.mineNats);
  });

  it("looks every second pass of a sample, and stops after ten without a better one; of fresh pairs ten times in all", () => {
    const looks = (pairs: number) =>
      looksOf({ dims: 2, correlation: 0, pairs, ksgPairs: pairs, ...critic, steps: 1000, batchSize: 128 });
    // Three fifths of them train, in batches of 128: 600 pairs are two passes of almost five steps each.
    assert.deepEqual(
      [300, 1000, 3000, 10_000, 30_000].map(looks),
      [10, 10, 30, 90, 100].map((evaluateEvery) => ({ evaluateEvery, patience: 10 })),
    );
    assert.deepEqual(looks(0), { evaluateEvery: 100 });
  });

  it("tells how long each of them took", async () => {
    const metrics = await run({ dims: 1, correlation: 0.5, pairs: 0, ksgPairs: 2000, ...critic });
    const { mineSeconds, averagedSeconds, mineFSeconds, ksgSeconds } = metrics;
    for (const seconds of [mineSeconds, averagedSeconds, mineFSeconds, ksgSeconds])
      assert.ok(seconds > 0 && seconds < 60, `${seconds}`);
  });
});

describe("the smallest gap of the two bounds", () => {
  const sampler = correlatedGaussian({ dims: 1, correlation: 0.5 });
  const options = { batchSize: 8, seed: 1 };
  const constant = (score: number) => ({
    score: (x: tf.Tensor2D): tf.Tensor1D => tf.fill([x.shape[0]], score),
  });

  it("is exp(c - 1) - c for scores that are all c: zero at 1 and nowhere else", () => {
    for (const c of [-2, 0, 0.9, 1, 1.1, 3]) {
      const gap = smallestGap(constant(c), sampler, options);
      assert.ok(Math.abs(gap - (Math.exp(c - 1) - c)) < 1e-6, `${c}: ${gap}`);
    }
  });

  it("is the least of M / e - log M over batches, by plain loops on the same scores", () => {
    const means: number[] = [];
    const network = {
      score: (x: tf.Tensor2D, z: tf.Tensor2D): tf.Tensor1D => {
        const scores = x.mul(z).sum<tf.Tensor1D>(1);
        // Every second call is of the marginal pairs.
        means.push([...scores.dataSync()].reduce((sum, t) => sum + Math.exp(t), 0) / x.shape[0]);
        return scores;
      },
    };
    const gap = smallestGap(network, sampler, options);
    const marginal = means.filter((_, n) => n % 2 === 1);
    assert.equal(marginal.length, 20);
    assert.equal(new Set(marginal).size, 20);
    const byHand = Math.min(...marginal.map((mean) => mean / Math.E - Math.log(mean)));
    assert.ok(Math.abs(gap - byHand) < 1e-5, `${gap}, ${byHand}`);
  });
});

describe("the figures of mine/estimator", () => {
  const rows = rowsOf();
  interface Drawn {
    name: string;
    mode: string;
    x: (number | string)[];
    y: number[];
    xaxis: string;
    yaxis: string;
    legendgroup: string;
  }
  const tracesOf = (figure: { data: unknown }): Drawn[] => figure.data as Drawn[];
  const linesOf = (figure: { data: unknown }): string[] =>
    tracesOf(figure)
      .filter(({ mode }) => mode === "lines+markers")
      .map(({ name, yaxis }) => `${name} ${yaxis}`);
  const named = ["MINE", "MINE, moving average", "MINE-f", "KSG"];
  const each = (axis: string): string[] => named.map((name) => `${name} ${axis}`);

  it("are the paper's: estimators over the correlation in 2 and in 20 dimensions, beside what is true", () => {
    const figure = estimatorFigure(rows);
    assert.deepEqual(linesOf(figure), [...each("y"), ...each("y2")]);
    const [mine] = tracesOf(figure).filter(({ mode, name }) => mode === "lines+markers" && name === "KSG");
    assert.deepEqual(mine.x, [-0.99, -0.9, -0.7, -0.5, -0.3, -0.1, 0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99]);
    assert.ok(Math.abs(mine.y[11] + 0.99 * Math.log(1 - 0.81)) < 0.01, "0.99 of what is true");
    const truths = tracesOf(figure).filter(
      ({ yaxis, x, mode }) => yaxis === "y2" && mode === "markers" && x.length === 13,
    );
    assert.ok(truths.some(({ y }) => Math.abs(Math.max(...y) + 10 * Math.log(1 - 0.99 ** 2)) < 1e-9));
  });

  it("are estimates and seconds over the size of a sample, without neighbours that had a part of it only", () => {
    const figure = sampleSizeFigure(rows);
    assert.deepEqual(linesOf(figure), ["y", "y2", "y3", "y4"].flatMap(each));
    const points = (axis: string): (number | string)[] =>
      tracesOf(figure).find(({ name, yaxis, mode }) => name === "KSG" && yaxis === axis && mode === "lines+markers")
        ?.x ?? [];
    assert.deepEqual(points("y"), [300, 1000, 5000, 30_000]);
    assert.deepEqual(points("y2"), [300, 1000, 5000]);
  });

  it("are estimates and seconds over dimensions, of samples of one size", () => {
    const figure = dimensionsFigure(rows);
    assert.deepEqual(linesOf(figure), ["y", "y2"].flatMap(each));
    const [mine] = tracesOf(figure).filter(({ mode }) => mode === "lines+markers");
    assert.deepEqual(mine.x, [2, 5, 10, 20, 50]);
  });

  it("are estimates against the truth in 20 dimensions, with the logarithm of the pairs to judge by", () => {
    const figure = ceilingFigure(rows);
    assert.deepEqual(linesOf(figure), each("y"));
    const [ceiling] = tracesOf(figure).filter(({ name }) => name.startsWith("log "));
    assert.deepEqual([ceiling.name, ceiling.y[0]], ["log 20000", Math.log(20_000)]);
    const [mine] = tracesOf(figure).filter(({ mode }) => mode === "lines+markers");
    assert.equal(mine.x.length, 7);
    assert.equal(mine.x[6], correlatedGaussian({ dims: 20, correlation: 0.99 }).miNats);
  });

  it("leave an estimator out where a single seed is far below zero, and draw what is a little below", () => {
    const low = rows.map((row) => {
      const lost = row.seed === 3 && fresh(20, 0.7)(row.config);
      const mineNats = fresh(20, 0.9)(row.config) ? -0.5 : row.metrics.mineNats;
      return { ...row, metrics: { ...row.metrics, mineNats, ...(lost ? { averagedNats: -300 } : {}) } };
    });
    const [mine, averaged] = tracesOf(estimatorFigure(low)).filter(
      ({ mode, yaxis }) => mode === "lines+markers" && yaxis === "y2",
    );
    assert.deepEqual([averaged.x.length, averaged.x.includes(0.7)], [12, false]);
    assert.equal(mine.y[mine.x.indexOf(0.9)], -0.5);
    const ofName = (figure: { data: unknown }) => tracesOf(figure).filter(({ mode }) => mode === "lines+markers");
    assert.deepEqual(
      ofName(ceilingFigure(low)).map(({ x }) => x.length),
      [7, 6, 7, 7],
    );
  });

  it("draw a reader's own runs apart, and leave a panel out that has none", () => {
    const [first] = rows.filter(({ config }) => config.pairs === 0 && config.dims === 2);
    const own = [{ ...first, config: { ...first.config, correlation: 0.8 } }];
    const figure = estimatorFigure([], own);
    const marks = tracesOf(figure).filter(({ legendgroup }) => legendgroup === "yours");
    assert.deepEqual(
      marks.filter(({ x }) => x[0] === 0.8).map(({ name }) => name),
      named,
    );
    assert.ok(tracesOf(figure).every(({ yaxis }) => yaxis === "y"));
  });
});

describe("the grids of mine/estimator", () => {
  it("have as many nats in every sample, whatever its dimensions", () => {
    for (const { configs } of Object.values(estimator.profiles))
      for (const config of configs.filter(({ pairs }) => pairs > 0))
        assert.ok(Math.abs(truthOf(config) - 2) < 0.005, `${config.dims}: ${truthOf(config)}`);
    assert.ok(Math.abs(correlationOf(2, 2) - Math.sqrt(1 - Math.exp(-2))) < 1e-12);
  });

  it("have steps in calls of ten, and neighbours of no more than the sample", () => {
    for (const { configs } of Object.values(estimator.profiles))
      for (const { steps, pairs, ksgPairs } of configs) {
        assert.equal(steps % 10, 0);
        assert.ok(pairs === 0 || ksgPairs <= pairs);
      }
  });

  it("take more work from profile to profile", () => {
    const flops = ({ configs, seeds }: (typeof estimator.profiles)["quick"]): number =>
      seeds.length * (sumOfWork(...configs.map((config) => estimator.work(config))).smallFlops ?? 0);
    const { quick, standard, paper } = estimator.profiles;
    assert.ok(flops(quick) < flops(standard) && flops(standard) < flops(paper));
  });
});
