import assert from "node:assert/strict";
import { additiveNoise } from "../../../src/data/samplers/additiveNoise";
import { tf } from "../../../src/engine/tf";
import { nonlinearDependence } from "../../../src/experiments/mine/nonlinearDependence";
import type {
  NonlinearDependenceConfig,
  NonlinearDependenceMetrics,
  NonlinearDependenceRow,
} from "../../../src/experiments/mine/nonlinearDependence/config";
import { dependenceCurves } from "../../../src/experiments/mine/nonlinearDependence/curves";
import { dependenceMap } from "../../../src/experiments/mine/nonlinearDependence/map";
import { pearson } from "../../../src/experiments/mine/nonlinearDependence/pearson";
import { statisticsNetwork } from "../../../src/models/statisticsNetwork";
import { key } from "../../../src/random/key";
import { silentProgress } from "../../../src/report/silentProgress";
import { estimateMI } from "../../../src/training/estimateMI";
import { liveOutcomesOf, madeRows, outcomesOf } from "../simclr/support/madeRows";

type Told = Omit<NonlinearDependenceMetrics, "errorNats" | "standardErrorNats">;

const truths = new Map<string, number>();
function truthOf({ f, sigma }: Pick<NonlinearDependenceConfig, "f" | "sigma">): number {
  const name = `${f} ${sigma}`;
  const known = truths.get(name) ?? additiveNoise({ f, sigma }).miNats;
  truths.set(name, known);
  return known;
}

/** Estimates at the truth, and a correlation that does not see x². */
const asTrue = (config: NonlinearDependenceConfig): Told => ({
  miNats: truthOf(config),
  trueNats: truthOf(config),
  pearson: config.f === "x²" ? 0 : 0.8,
});

/** Rows of a whole grid: what is told, the estimates and correlations off by a few thousandths. */
function rowsOf(
  tell: (config: NonlinearDependenceConfig) => Told,
  options: Parameters<typeof madeRows>[2] = {},
): NonlinearDependenceRow[] {
  const none = { miNats: 0, standardErrorNats: 0, trueNats: 0, errorNats: 0, pearson: 0 };
  return madeRows(nonlinearDependence, () => none, options).map((row) => {
    const { trueNats, ...told } = tell(row.config);
    const noise = 0.03 * row.metrics.miNats;
    const [miNats, correlation] = [told.miNats + noise, told.pearson + noise];
    const metrics = { miNats, standardErrorNats: 0.01, trueNats, errorNats: miNats - trueNats, pearson: correlation };
    return { ...row, metrics };
  });
}

/** The same with one run changed. */
const but =
  (f: string, sigma: number, told: Partial<Told>) =>
  (config: NonlinearDependenceConfig): Told => ({
    ...asTrue(config),
    ...(config.f === f && config.sigma === sigma ? told : {}),
  });

const outcomes = (rows: readonly NonlinearDependenceRow[]): string[] => outcomesOf(nonlinearDependence, rows);
const [accurate, falling, found, blind] = ["M6 holds", "M6 holds", "M6 holds", "M6 holds"];
const unequal = ["M7 refuted", "M7 refuted"];

describe("the claims of mine/nonlinear-dependence", () => {
  it("hold for estimates that are true, but for equitability, which is refuted", () => {
    assert.deepEqual(outcomes(rowsOf(asTrue)), [accurate, falling, found, blind, ...unequal]);
  });

  it("are refuted where a single cell from σ 0.2 on is 0.15 nats off, to either side, but not below", () => {
    for (const error of [0.15, -0.15]) {
      const at = (f: "x" | "sin x", sigma: number): string =>
        outcomes(rowsOf(but(f, sigma, { miNats: truthOf({ f, sigma }) + error })))[0];
      assert.deepEqual([at("sin x", 0.2), at("x", 0.9), at("x", 0.1)], ["M6 refuted", "M6 refuted", "M6 holds"]);
    }
  });

  it("are refuted where an estimate rises from one σ to the next, of whatever function", () => {
    for (const f of ["x", "x³", "sin x", "x²"] as const) {
      const rows = rowsOf(but(f, 0.9, { miNats: truthOf({ f, sigma: 0.8 }) + 0.03 }));
      assert.equal(outcomes(rows)[1], "M6 refuted", f);
    }
  });

  it("are refuted where MINE finds too little of x², or a correlation finds it", () => {
    assert.equal(outcomes(rowsOf(but("x²", 0.3, { miNats: 0.2 })))[2], "M6 refuted");
    assert.equal(outcomes(rowsOf(but("x²", 0.4, { miNats: 0.2 })))[2], "M6 holds");
    for (const r of [0.1, -0.1]) assert.equal(outcomes(rowsOf(but("x²", 0.9, { pearson: r })))[3], "M6 refuted");
    assert.equal(outcomes(rowsOf(but("x", 0.9, { pearson: 1 })))[3], "M6 holds");
  });

  it("hold for equitability where the noise alone decides, and need that of x, x³ and sin x alike", () => {
    const byNoise = (config: NonlinearDependenceConfig): Told => {
      const nats = truthOf({ f: "x", sigma: config.sigma });
      return { ...asTrue(config), miNats: nats, trueNats: nats };
    };
    assert.deepEqual(outcomes(rowsOf(byNoise)).slice(4), ["M7 holds", "M7 holds"]);
    const one = (change: Partial<Told>, f = "sin x"): string[] =>
      outcomes(
        rowsOf((config) => ({ ...byNoise(config), ...(config.f === f && config.sigma === 0.5 ? change : {}) })),
      ).slice(4);
    assert.deepEqual(one({ trueNats: 0.3 }), ["M7 refuted", "M7 holds"]);
    assert.deepEqual(one({ miNats: 0.3 }), ["M7 holds", "M7 refuted"]);
    assert.deepEqual(one({ trueNats: 0.1, miNats: 0.1 }, "x²"), ["M7 holds", "M7 holds"]);
  });

  it("see in one seed what is exact only, and nothing in no rows", () => {
    const none = Array<string>(4).fill("M6 notVisible");
    assert.deepEqual(outcomes(rowsOf(asTrue, { seeds: [1] })), [...none, "M7 refuted", "M7 notVisible"]);
    assert.deepEqual(outcomes([]), [...none, "M7 notVisible", "M7 notVisible"]);
  });

  it("come out live as on record where estimates are true, and otherwise where they are not", () => {
    const live = (tell: (config: NonlinearDependenceConfig) => Told): string[] =>
      liveOutcomesOf(nonlinearDependence, rowsOf(tell, { seeds: [1], profile: "quick" }));
    assert.deepEqual(live(asTrue), [accurate, falling, found, blind, ...unequal]);
    const nothing = (config: NonlinearDependenceConfig): Told => ({ miNats: 0, trueNats: 1, pearson: config.sigma });
    assert.deepEqual(live(nothing), [...Array<string>(4).fill("M6 refuted"), "M7 holds", "M7 holds"]);
  });
});

describe("a correlation", () => {
  it("is what its definition says, in loops", () => {
    const [x, z] = [
      [1, 2, 4, -3],
      [0.5, -1, 3, 7],
    ];
    const centred = (values: number[]): number[] =>
      values.map((value) => value - values.reduce((sum, one) => sum + one / values.length, 0));
    const dot = (a: number[], b: number[]): number => a.reduce((sum, value, n) => sum + value * b[n], 0);
    const [u, v] = [centred(x), centred(z)];
    assert.ok(Math.abs(pearson(x, z) - dot(u, v) / Math.sqrt(dot(u, u) * dot(v, v))) < 1e-15);
  });

  it("is 1 and -1 on lines, and 0 of an even function of a symmetric x", () => {
    const x = [-2, -1, 0, 1, 2];
    const of = (f: (x: number) => number): number => pearson(x, x.map(f));
    assert.deepEqual(
      [of((t) => 3 * t + 5), of((t) => -t), of((t) => t * t)].map((r) => Number(r.toFixed(14)) + 0),
      [1, -1, 0],
    );
  });
});

describe("a run of mine/nonlinear-dependence", () => {
  const config: NonlinearDependenceConfig = {
    ...{ f: "x³", sigma: 0.3, steps: 50, batchSize: 32, width: 8, learningRate: 0.01, testPairs: 300 },
  };

  it("is what its parts give by themselves", async () => {
    const seed = 7;
    const pairs = additiveNoise({ f: "x³", sigma: 0.3 });
    const network = statisticsNetwork({ xDim: 1, zDim: 1, hiddenDims: [8, 8], seed });
    const { miNats, standardErrorNats } = await estimateMI({
      ...{ pairs, network, steps: 50, batchSize: 32, learningRate: 0.01, evaluateEvery: 10, testSize: 300, seed },
      progress: silentProgress,
    });
    network.dispose();
    const { metrics } = await nonlinearDependence.run(config, { seed, progress: silentProgress });
    const correlation = tf.tidy(() => {
      const { x, z } = pairs.sample(key(5_000_000 + seed), 300);
      return pearson(x.dataSync(), z.dataSync());
    });
    const { miNats: trueNats } = pairs;
    assert.deepEqual(metrics, {
      ...{ miNats, standardErrorNats, trueNats, errorNats: miNats - trueNats, pearson: correlation },
    });
    // E[x⁴] / √(E[x²] (E[x⁶] + σ²)), which 300 pairs show within 0.1.
    assert.ok(Math.abs(correlation - 0.2 / Math.sqrt((1 / 3) * (1 / 7 + 0.09))) < 0.1, `${correlation}`);
    const next = await nonlinearDependence.run(config, { seed: seed + 1, progress: silentProgress });
    assert.notEqual(next.metrics.miNats, miNats);
    assert.notEqual(next.metrics.pearson, correlation);
  });
});

describe("the figures of mine/nonlinear-dependence", () => {
  const rows = rowsOf(asTrue);

  it("are a table of estimates above one of what is true, functions by noise", () => {
    const [{ z, x, y }] = dependenceMap(rows).data as unknown as { z: (number | null)[][]; x: string[]; y: string[] }[];
    assert.deepEqual(y, [
      ...["MINE: x", "MINE: x³", "MINE: sin x", "MINE: x²", " "],
      ...["true: x", "true: x³", "true: sin x", "true: x²"],
    ]);
    assert.deepEqual(x, ["0.05", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9"]);
    assert.equal(z[6][3], truthOf({ f: "x³", sigma: 0.3 }));
    assert.ok(Math.abs((z[1][3] as number) - truthOf({ f: "x³", sigma: 0.3 })) < 0.01);
    assert.deepEqual(z[4], Array(10).fill(null));
  });

  it("leave a cell empty that has no run", () => {
    const fewer = rows.filter(({ config }) => config.f !== "x" || config.sigma !== 0.2);
    const [{ z }] = dependenceMap(fewer).data as unknown as { z: (number | null)[][] }[];
    assert.deepEqual([z[0][2], z[5][2]], [null, null]);
  });

  it("are curves over the noise beside the truth, and a reader's own runs apart", () => {
    const own = rows.slice(0, 1).map((row) => ({ ...row, config: { ...row.config, f: "sin 4x" as const } }));
    const traces = dependenceCurves(rows, own).data;
    const lines = traces.filter(({ mode }) => mode === "lines+markers").map(({ name }) => name);
    assert.deepEqual(lines, [...["x", "x³", "sin x", "x²"], ...["x", "x³", "sin x", "x²"]]);
    assert.ok(traces.some(({ name, legendgroup }) => name === "sin 4x" && legendgroup === "yours"));
  });
});

describe("the grids of mine/nonlinear-dependence", () => {
  it("have every function under every noise, from σ 0.05 to 0.9, and for a live run what each claim needs", () => {
    const { quick, standard, paper } = nonlinearDependence.profiles;
    assert.equal(standard.configs.length, 40);
    assert.deepEqual(
      paper.configs.map(({ f, sigma }) => [f, sigma]),
      standard.configs.map(({ f, sigma }) => [f, sigma]),
    );
    assert.equal(new Set(quick.configs.map(({ f }) => f)).size, 3);
    for (const { configs } of [quick, standard, paper])
      for (const { steps } of configs) assert.equal((steps / 5) % 10, 0, "looks fall on calls of ten steps");
  });
});
