import assert from "node:assert/strict";
import { infoNce } from "../../../src/bounds/infoNce";
import { ntXentCap } from "../../../src/bounds/ntXentCap";
import { correlatedGaussian } from "../../../src/data/samplers/correlatedGaussian";
import { tf } from "../../../src/engine/tf";
import { contrastiveBound } from "../../../src/experiments/mine/contrastiveBound";
import type {
  ContrastiveBoundConfig,
  ContrastiveBoundMetrics,
  ContrastiveBoundRow,
} from "../../../src/experiments/mine/contrastiveBound/config";
import { CosineCritic, learnedFrom, ntXentOf } from "../../../src/experiments/mine/contrastiveBound/cosineCritic";
import { contrastiveBoundFigure } from "../../../src/experiments/mine/contrastiveBound/figure";
import { heldOutBounds } from "../../../src/experiments/mine/contrastiveBound/heldOutBounds";
import { ntXent } from "../../../src/losses/ntXent";
import { key } from "../../../src/random/key";
import { silentProgress } from "../../../src/report/silentProgress";
import { liveOutcomesOf, madeRows, outcomesOf } from "../simclr/support/madeRows";

type Told = Pick<ContrastiveBoundMetrics, "boundNats" | "infoNceNats" | "overCapNats" | "smallestGapNats">;

/** A learned temperature finds nine tenths of what there is and log N lets it, fixed ones less, and 85% of their caps at best. */
function asClaimed({ nats, temperature, pairs }: ContrastiveBoundConfig): Told {
  const there = nats - 0.7;
  const boundNats =
    temperature === "learned"
      ? 0.9 * Math.min(there, Math.log(pairs))
      : 0.85 * Math.min(there / 2, ntXentCap({ pairs, temperature }));
  return { boundNats, infoNceNats: boundNats + 0.1, overCapNats: -0.01, smallestGapNats: 0.05 };
}

function rowsOf(
  tell: (config: ContrastiveBoundConfig) => Told,
  options: Parameters<typeof madeRows>[2] = {},
): ContrastiveBoundRow[] {
  const none = { boundNats: 0, standardErrorNats: 0, infoNceNats: 0, infoNceStandardErrorNats: 0, trueNats: 0 };
  return madeRows(
    contrastiveBound,
    () => ({ ...none, temperature: 0, overCapNats: 0, smallestGapNats: 0 }),
    options,
  ).map((row) => {
    const told = tell(row.config);
    const noise = 0.05 * row.metrics.boundNats;
    const errors = { standardErrorNats: 0.01, infoNceStandardErrorNats: 0.01 };
    const metrics = {
      ...told,
      ...errors,
      boundNats: told.boundNats + noise,
      trueNats: row.config.nats,
      temperature: 1,
    };
    return { ...row, metrics };
  });
}

/** The same with one kind of run changed. */
const but =
  (
    changed: Partial<ContrastiveBoundConfig>,
    told: (asClaimed: Told, config: ContrastiveBoundConfig) => Partial<Told>,
  ) =>
  (config: ContrastiveBoundConfig): Told => {
    const own = asClaimed(config);
    const entries = Object.entries(changed) as [keyof ContrastiveBoundConfig, unknown][];
    return entries.every(([name, value]) => config[name] === value) ? { ...own, ...told(own, config) } : own;
  };

const outcomes = (rows: readonly ContrastiveBoundRow[]): string[] =>
  outcomesOf(contrastiveBound, rows).map((text) => text.replace("B1 ", ""));
const [holds, refuted, notVisible] = ["holds", "refuted", "notVisible"];
/** All six, but for the claim of this number. */
const only = (n: number, outcome = refuted): string[] =>
  Array.from({ length: 6 }, (_, i) => (i === n ? outcome : holds));

describe("the claims of mine/contrastive-bound", () => {
  it("hold for bounds below the truth and near to what their temperature lets them say", () => {
    assert.deepEqual(outcomes(rowsOf(asClaimed)), only(-1));
  });

  it("are refuted where InfoNCE or NT-Xent of one run is above the truth by five standard errors, but not by three", () => {
    const of = (metric: "infoNceNats" | "boundNats", above: number): string[] =>
      outcomes(rowsOf(but({ nats: 2, pairs: 256, temperature: "learned" }, () => ({ [metric]: 2 + above }))));
    assert.deepEqual(of("infoNceNats", 0.05), only(0));
    assert.deepEqual(of("infoNceNats", 0.03), only(-1));
    assert.equal(of("boundNats", 0.06)[0], refuted);
  });

  it("are refuted where a single batch is above its cap, or above InfoNCE, by more than rounding", () => {
    const at = { nats: 16, pairs: 64, temperature: 0.1 } as const;
    assert.deepEqual(outcomes(rowsOf(but(at, () => ({ overCapNats: 1e-3 })))), only(1));
    assert.deepEqual(outcomes(rowsOf(but(at, () => ({ smallestGapNats: -1e-3 })))), only(2));
    assert.deepEqual(outcomes(rowsOf(but(at, () => ({ overCapNats: 1e-6, smallestGapNats: -1e-6 })))), only(-1));
  });

  it("are refuted where τ 0.5 or 1 stays at half of its cap with 16 nats to find, and only there", () => {
    const half = ({ boundNats }: Told): Partial<Told> => ({ boundNats: boundNats / 2 });
    assert.deepEqual(outcomes(rowsOf(but({ nats: 16, temperature: 1 }, half))), only(3));
    assert.deepEqual(outcomes(rowsOf(but({ nats: 16, temperature: 0.5, pairs: 256 }, half))), only(3));
    assert.deepEqual(outcomes(rowsOf(but({ nats: 8, temperature: 1 }, half))), only(-1));
  });

  it("are refuted where a learned temperature finds no more of 4 nats than τ 0.5 may", () => {
    const at = { nats: 4, temperature: "learned", pairs: 256 } as const;
    const less = rowsOf(but(at, () => ({ boundNats: 2 - Math.LN2 - 0.05 })));
    assert.deepEqual(outcomes(less), only(4));
  });

  it("are refuted where some fixed temperature from 0.2 on is nearer to the truth, from 2 nats on", () => {
    const more = (nats: number, temperature: number): string[] =>
      outcomes(
        rowsOf(
          but({ nats, temperature, pairs: 64 }, (_, config) => ({
            boundNats: asClaimed({ ...config, temperature: "learned" }).boundNats + 0.02,
          })),
        ),
      );
    assert.deepEqual(more(2, 0.2), only(5));
    assert.deepEqual(more(1, 0.2), only(-1));
    assert.deepEqual(more(2, 0.1), only(-1));
  });

  it("see in one seed what is exact only, and nothing in no rows", () => {
    const seen = [holds, holds, holds, notVisible, notVisible, notVisible];
    assert.deepEqual(outcomes(rowsOf(asClaimed, { seeds: [1] })), seen);
    assert.deepEqual(outcomes([]), Array(6).fill(notVisible));
  });

  it("come out live as on record where bounds are as claimed, and otherwise where they are not", () => {
    const live = (tell: (config: ContrastiveBoundConfig) => Told): string[] =>
      liveOutcomesOf(contrastiveBound, rowsOf(tell, { seeds: [1], profile: "quick" }));
    assert.deepEqual(live(asClaimed), Array(6).fill("B1 holds"));
    const wrong = { boundNats: 0, infoNceNats: 3, overCapNats: 1, smallestGapNats: -1 };
    assert.deepEqual(
      live(() => wrong),
      Array(6).fill("B1 refuted"),
    );
  });
});

const shape = { temperature: 0.25, dims: 3, width: 8, embeddingDim: 4 } as const;

describe("a cosine critic", () => {
  it("has embeddings whose products are cosines over τ", () => {
    const critic = new CosineCritic(shape, 5);
    tf.tidy(() => {
      const { x, z } = correlatedGaussian({ dims: 3, correlation: 0.7 }).sample(key(1), 6);
      const [zA, zB] = [critic.embed(x), critic.embed(z)];
      for (const square of zA.square().sum(1).dataSync()) assert.ok(Math.abs(square - 4) < 1e-5);
      const raw = [x, z].map((views) => critic.encoder.predict(views) as tf.Tensor2D);
      const expected = ntXent(raw[0], raw[1], { temperature: 0.25 }).dataSync()[0];
      assert.ok(Math.abs(ntXentOf(zA, zB).dataSync()[0] - expected) < 1e-5);
      const scores = tf.matMul<tf.Tensor2D>(zA, zB, false, true);
      const bothWays = (infoNce(scores).dataSync()[0] + infoNce(scores.transpose()).dataSync()[0]) / 2;
      assert.ok(Math.abs(Math.log(6) - ntXentOf(zA, zB, "other").dataSync()[0] - bothWays) < 1e-5);
    });
    critic.dispose();
  });

  it("trains its temperature only where that is to be learned", () => {
    const [fixed, learned] = [new CosineCritic(shape, 5), new CosineCritic({ ...shape, temperature: "learned" }, 5)];
    assert.ok(!fixed.trained.includes(fixed.logSharpness));
    assert.ok(learned.trained.includes(learned.logSharpness));
    assert.equal(learned.trained.length, fixed.trained.length + 1);
    assert.ok(Math.abs(learned.temperature - learnedFrom) < 1e-6);
    for (const critic of [fixed, learned]) critic.dispose();
  });
});

describe("what is reported of held-out pairs", () => {
  it("is what loops over their batches give", () => {
    const critic = new CosineCritic(shape, 5);
    const sampler = correlatedGaussian({ dims: 3, correlation: 0.7 });
    const [pairs, seed] = [4, 9];
    const heldOut = heldOutBounds(critic, sampler, { pairs, heldOutPairs: 12, seed });
    const [zA, zB] = tf.tidy(() => {
      const { x, z } = sampler.sample(key(6_000_000 + seed), 12);
      return [critic.embed(x).arraySync(), critic.embed(z).arraySync()];
    });
    const [cross, all] = [[] as number[], [] as number[]];
    for (let batch = 0; batch < 3; batch++) {
      const [a, b] = [zA, zB].map((z) => z.slice(4 * batch, 4 * batch + 4));
      const score = (u: number[], v: number[]): number => Math.exp(u.reduce((sum, value, d) => sum + value * v[d], 0));
      let [ofOther, ofBoth] = [0, 0];
      for (const [own, other] of [
        [a, b],
        [b, a],
      ])
        for (let i = 0; i < 4; i++) {
          const others = other.reduce((sum, v) => sum + score(own[i], v), 0);
          const same = own.reduce((sum, v, k) => sum + (k === i ? 0 : score(own[i], v)), 0);
          ofOther += Math.log((4 * score(own[i], other[i])) / others) / 8;
          ofBoth += Math.log((4 * score(own[i], other[i])) / (others + same)) / 8;
        }
      cross.push(ofOther);
      all.push(ofBoth);
    }
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value / 3, 0);
    const error = (values: number[]): number =>
      Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / 2 / 3);
    const expected = {
      ...{ boundNats: mean(all), standardErrorNats: error(all) },
      ...{ infoNceNats: mean(cross), infoNceStandardErrorNats: error(cross), temperature: 0.25 },
      overCapNats: Math.max(...all) - ntXentCap({ pairs, temperature: 0.25 }),
      smallestGapNats: Math.min(...cross.map((value, n) => value - all[n])),
    };
    for (const [metric, value] of Object.entries(expected))
      assert.ok(Math.abs(heldOut[metric as keyof typeof expected] - value) < 1e-5, metric);
    critic.dispose();
  });
});

describe("a run of mine/contrastive-bound", () => {
  const config: ContrastiveBoundConfig = {
    ...{ nats: 3, temperature: "learned", pairs: 16, dims: 4, steps: 60, width: 16, embeddingDim: 4 },
    ...{ learningRate: 0.02, heldOutPairs: 320 },
  };
  const run = async (changed: Partial<ContrastiveBoundConfig>, seed = 7): Promise<ContrastiveBoundMetrics> =>
    (await contrastiveBound.run({ ...config, ...changed }, { seed, progress: silentProgress })).metrics;

  it("learns on fresh pairs that share the nats asked for, and the temperature where that is asked for", async () => {
    const [trained, barely, fixed] = [await run({}), await run({ steps: 5 }), await run({ temperature: learnedFrom })];
    assert.ok(Math.abs(trained.trueNats - 3) < 1e-6);
    assert.ok(trained.boundNats > barely.boundNats + 0.3, `${trained.boundNats} and ${barely.boundNats}`);
    assert.ok(Math.abs(trained.temperature - learnedFrom) > 0.01);
    assert.ok(Math.abs(fixed.temperature - learnedFrom) < 1e-6);
  });

  it("is the same again for its seed, and another for another", async () => {
    const short = { steps: 5 };
    const first = await run(short);
    assert.deepEqual(await run(short), first);
    assert.notEqual((await run(short, 8)).boundNats, first.boundNats);
  });
});

describe("the figure of mine/contrastive-bound", () => {
  it("has a panel for each size of batch, a curve for each temperature, the truth, caps and log N", () => {
    const rows = rowsOf(asClaimed);
    const { data } = contrastiveBoundFigure(rows);
    const lines = data.filter(({ mode }) => mode === "lines+markers");
    assert.deepEqual(
      lines.map(({ name }) => name),
      ["τ 0.1", "τ 0.2", "τ 0.5", "τ 1", "τ learned", "τ 0.5", "τ learned"],
    );
    assert.deepEqual([lines[5].line, lines[6].line], [lines[2].line, lines[4].line], "a temperature has one colour");
    const known = data.filter(({ mode }) => mode === "lines").map(({ name, y }) => [name, (y as number[])[1]]);
    assert.deepEqual(
      known,
      [64, 256].flatMap((pairs) => [
        ["truth", Math.log(pairs) + 0.5],
        ["cap, τ 1", ntXentCap({ pairs, temperature: 1 })],
        ["cap, τ 0.5", ntXentCap({ pairs, temperature: 0.5 })],
        ["log N", Math.log(pairs)],
      ]),
    );
  });

  it("shows a reader's own run apart", () => {
    const rows = rowsOf(asClaimed);
    const own = rows.slice(0, 1).map((row) => ({ ...row, config: { ...row.config, temperature: 0.3 } }));
    const { data } = contrastiveBoundFigure(rows, own);
    assert.ok(data.some(({ name, legendgroup }) => name === "τ 0.3" && legendgroup === "yours"));
  });
});

describe("the grids of mine/contrastive-bound", () => {
  it("have every claim's runs, and batches that held-out pairs fill", () => {
    const { quick, standard, paper } = contrastiveBound.profiles;
    assert.deepEqual(
      [quick, standard, paper].map(({ configs }) => configs.length),
      [6, 35, 75],
    );
    for (const { configs } of [quick, standard, paper])
      for (const { heldOutPairs, pairs, steps } of configs) {
        assert.equal(heldOutPairs % pairs, 0);
        assert.equal(steps % 5, 0, "five steps are one call");
      }
  });
});
