import assert from "node:assert/strict";
import { cropAndFlip } from "../../../src/augment/cropAndFlip";
import { loadCifar10 } from "../../../src/data/cifar10/load";
import { subset } from "../../../src/data/subset";
import { tf } from "../../../src/engine/tf";
import { boundAndProbe } from "../../../src/experiments/mine/boundAndProbe";
import type {
  BoundAndProbeConfig,
  BoundAndProbeMetrics,
  BoundAndProbeRow,
} from "../../../src/experiments/mine/boundAndProbe/config";
import { boundAndProbeFigure } from "../../../src/experiments/mine/boundAndProbe/figure";
import { tunedBound, viewBound } from "../../../src/experiments/mine/boundAndProbe/viewBound";
import { viewMakers } from "../../../src/experiments/mine/boundAndProbe/views";
import { frameworkModels, frameworkSeeds, frameworkTraining } from "../../../src/experiments/simclr/framework";
import { ntXent } from "../../../src/losses/ntXent";
import { key } from "../../../src/random/key";
import { normal } from "../../../src/random/normal";
import { silentProgress } from "../../../src/report/silentProgress";
import { embed, project } from "../../../src/training/embed";
import { embedViews, type EmbeddedViews } from "../../../src/training/embedViews";
import { pretrain } from "../../../src/training/pretrain";
import { ridgeProbe } from "../../../src/training/ridgeProbe";
import { liveOutcomesOf, madeRows, outcomesOf } from "../simclr/support/madeRows";

/** Nats of the bound and points of the probe, each arm: more shared and worse, but for the temperatures. */
const table: Record<string, [number, number]> = {
  "mirrored 0.2": [3.6, 36],
  "crop 0.2": [2.3, 38],
  "crop and colour 0.2": [0.6, 40],
  "crop and colour 0.5": [0.2, 39],
  "crop and colour 1": [-0.2, 37],
};

function asClaimed({ views, temperature }: BoundAndProbeConfig): BoundAndProbeMetrics {
  const [boundNats, probe] = table[`${views} ${temperature}`];
  return { boundNats, tunedNats: boundNats + 0.5, hTunedNats: boundNats, probe, zProbe: probe - 1, loss: 4 };
}

/** The same with one arm changed. */
const but =
  (arm: string, changed: (asClaimed: BoundAndProbeMetrics) => Partial<BoundAndProbeMetrics>) =>
  (config: BoundAndProbeConfig): BoundAndProbeMetrics => {
    const own = asClaimed(config);
    return `${config.views} ${config.temperature}` === arm ? { ...own, ...changed(own) } : own;
  };

/** With a curve of two looks. */
const rowsOf = (
  tell: (config: BoundAndProbeConfig) => BoundAndProbeMetrics = asClaimed,
  options: Parameters<typeof madeRows>[2] = {},
): BoundAndProbeRow[] =>
  madeRows(boundAndProbe, tell, options).map((row) => {
    // Noise of its own, where what a run shows of h and z would share it.
    const probe = row.metrics.probe + 0.05 * Math.sin(row.seed + row.config.temperature);
    const tunedNats = row.metrics.tunedNats + 0.02 * Math.cos(row.seed);
    const { boundNats } = row.metrics;
    const curve = {
      boundNats: [
        [20, boundNats - 0.1],
        [40, boundNats],
      ],
      probe: [
        [20, probe - 3],
        [40, probe],
      ],
    } as const;
    return { ...row, metrics: { ...row.metrics, probe, tunedNats }, curve };
  });

const outcomes = (rows: readonly BoundAndProbeRow[]): string[] =>
  outcomesOf(boundAndProbe, rows).map((text) => text.replace("B2 ", ""));
const [holds, refuted, notVisible] = ["holds", "refuted", "notVisible"];
/** All eight, but for the claims of these numbers. */
const allBut = (...numbers: number[]): string[] =>
  Array.from({ length: 8 }, (_, n) => (numbers.includes(n) ? refuted : holds));

describe("the claims of mine/bound-and-probe", () => {
  it("hold where views that share more, and z, have higher bounds and worse probes", () => {
    assert.deepEqual(outcomes(rowsOf()), allBut());
  });

  it("are refuted where crops alone have the lower bound, or the better probe", () => {
    const arm = "crop and colour 0.2";
    assert.deepEqual(outcomes(rowsOf(but("crop 0.2", () => ({ boundNats: 0 })))), allBut(0));
    assert.deepEqual(outcomes(rowsOf(but(arm, () => ({ probe: 37.6, zProbe: 36 })))), allBut(1));
  });

  it("are refuted where mirrored views have the lower bound, or the better probe", () => {
    assert.deepEqual(outcomes(rowsOf(but("mirrored 0.2", () => ({ boundNats: 2 })))), allBut(2));
    assert.deepEqual(outcomes(rowsOf(but("mirrored 0.2", () => ({ probe: 39 })))), allBut(3));
  });

  it("are refuted where z has the lower bound or the better probe in the mean over crops with colour and without", () => {
    for (const arm of ["crop 0.2", "crop and colour 0.2"]) {
      const lower = but(arm, ({ hTunedNats }) => ({ tunedNats: hTunedNats - 1 }));
      assert.deepEqual(outcomes(rowsOf(lower)), allBut(4), arm);
      const better = but(arm, ({ probe }) => ({ zProbe: probe + 2 }));
      assert.deepEqual(outcomes(rowsOf(better)), allBut(5), arm);
    }
    const elsewhere = but("mirrored 0.2", ({ probe }) => ({ zProbe: probe + 9, tunedNats: 0 }));
    assert.deepEqual(outcomes(rowsOf(elsewhere)), allBut());
  });

  it("are refuted where bound or probe is higher at τ 1 than at 0.2", () => {
    assert.deepEqual(outcomes(rowsOf(but("crop and colour 1", () => ({ boundNats: 1 })))), allBut(6));
    assert.deepEqual(outcomes(rowsOf(but("crop and colour 1", () => ({ probe: 41 })))), allBut(7));
  });

  it("see nothing in one seed, in no rows, and where an arm is missing", () => {
    const nothing = Array<string>(8).fill(notVisible);
    assert.deepEqual(outcomes(rowsOf(asClaimed, { seeds: [1] })), nothing);
    assert.deepEqual(outcomes([]), nothing);
    const missing = rowsOf().filter(({ config }) => config.views !== "crop");
    assert.deepEqual(outcomes(missing).slice(0, 6), nothing.slice(0, 6));
  });

  it("come out live by the bound alone", () => {
    const live = (tell: (config: BoundAndProbeConfig) => BoundAndProbeMetrics): string[] =>
      liveOutcomesOf(boundAndProbe, rowsOf(tell, { seeds: [1], profile: "quick" }));
    assert.deepEqual(live(asClaimed), ["B2 holds"]);
    assert.deepEqual(live(but("crop 0.2", () => ({ boundNats: 0.5 }))), ["B2 refuted"]);
  });
});

/** Views of 24 images that agree but for some noise. */
function madeViews(): EmbeddedViews {
  const [a, noise] = tf.tidy(() => [1, 2].map((seed) => normal(key(seed), [24, 5]).dataSync<"float32">()));
  const rows = { rows: 24, columns: 5 };
  const zB = { values: a.map((value, n) => value + 0.7 * noise[n]), ...rows };
  return { zA: { values: a, ...rows }, zB };
}

const batchOf = ({ zA, zB }: EmbeddedViews, first: number, temperature: number): number =>
  tf.tidy(() => {
    const [a, b] = [zA, zB].map(({ values }) => tf.tensor2d(values.slice(5 * first, 5 * (first + 4)), [4, 5]));
    return Math.log(4) - ntXent(a, b, { temperature }).dataSync()[0];
  });

describe("the bound of embedded views", () => {
  const views = madeViews();

  it("is the mean over batches of log N - NT-Xent", () => {
    const firsts = [0, 4, 8, 12, 16, 20];
    const mean = firsts.reduce((sum, first) => sum + batchOf(views, first, 0.3) / 6, 0);
    assert.ok(Math.abs(viewBound(views, { temperature: 0.3, batchSize: 4 }) - mean) < 1e-6);
    const two = (batchOf(views, 4, 0.3) + batchOf(views, 8, 0.3)) / 2;
    assert.ok(Math.abs(viewBound(views, { temperature: 0.3, batchSize: 4, from: 1, to: 3 }) - two) < 1e-6);
  });

  it("is tuned on the first half of the batches and told of the second", () => {
    const half = (temperature: number, firsts: number[]): number =>
      firsts.reduce((sum, first) => sum + batchOf(views, first, temperature) / 3, 0);
    const temperatures = [0.02, 0.03, 0.05, 0.07, 0.1, 0.14, 0.2, 0.3, 0.5, 0.7, 1];
    const chosen = temperatures.reduce((best, one) => (half(one, [0, 4, 8]) > half(best, [0, 4, 8]) ? one : best));
    assert.ok(chosen > 0.02 && chosen < 1, `${chosen} is at no end`);
    assert.ok(Math.abs(tunedBound(views, 4) - half(chosen, [12, 16, 20])) < 1e-6);
  });
});

describe("a run of mine/bound-and-probe", function () {
  this.timeout(180_000);

  it("trains on its views and tells of held-out images what its parts give", async () => {
    const seed = 7;
    const [small] = boundAndProbe.profiles.quick.configs;
    const config: BoundAndProbeConfig = {
      ...{ ...small, images: 128, probeImages: 200, contrastImages: 256, lookImages: 100, epochs: 2, everyEpochs: 1 },
      ...{ batchSize: 64, temperature: 0.5, views: "crop" },
    };
    const [train, test] = [loadCifar10(), loadCifar10({ split: "test" })];
    const { metrics, curve } = await boundAndProbe.run(config, { seed, progress: silentProgress });

    const { encoder, head } = frameworkModels(config, seed);
    const augment = cropAndFlip();
    const { losses } = await pretrain({
      ...frameworkTraining(config, seed),
      ...{ encoder, head, augment, progress: silentProgress },
      data: subset(train, { size: 128, seed }),
    });
    const contrasted = subset(test, { size: 256, seed });
    const viewSeed = 3_000_000 + seed;
    const z = embedViews(contrasted, { encoder, head, augment, seed: viewSeed });
    const h = embedViews(contrasted, { encoder, augment, seed: viewSeed });
    const probed = subset(train, { size: 200, seed: frameworkSeeds(seed).probe });
    const features = { train: embed(encoder, probed), test: embed(encoder, test) };
    const projected = { train: project(head, features.train), test: project(head, features.test) };
    const probe = (of: typeof features): number =>
      100 *
      ridgeProbe({ ...of, trainLabels: probed.labels, testLabels: test.labels, classes: 10, l2: config.l2 })
        .testAccuracy;
    const expected: BoundAndProbeMetrics = {
      boundNats: viewBound(z, { temperature: 0.5, batchSize: 64 }),
      tunedNats: tunedBound(z, 64),
      hTunedNats: tunedBound(h, 64),
      ...{ probe: probe(features), zProbe: probe(projected), loss: (losses[2] + losses[3]) / 2 },
    };
    for (const [metric, value] of Object.entries(expected))
      assert.ok(Math.abs(metrics[metric as keyof BoundAndProbeMetrics] - value) < 1e-5, metric);
    for (const name of ["boundNats", "probe"])
      assert.deepEqual(
        curve?.[name].map(([steps]) => steps),
        [2, 4],
      );
    for (const model of [encoder, head]) model.dispose();
  });
});

describe("the views of mine/bound-and-probe", () => {
  it("share less from one to the next", () => {
    const shared = tf.tidy(() =>
      Object.values(viewMakers).map((maker) => {
        const image = normal<tf.Rank.R4>(key(3), [64, 8, 8, 3], { mean: 0.5, standardDeviation: 0.1 })
          .clipByValue(0, 1)
          .as4D(64, 8, 8, 3);
        const [a, b] = [1, 2].map((seed) => maker()(image, key(seed)));
        // Pixels of an image have a sum that mirrors keep, and colours that crops do.
        const same = (of: (views: tf.Tensor4D) => tf.Tensor): number => of(a).sub(of(b)).abs().mean().dataSync()[0];
        return [same((views) => views.mean([1, 2, 3])), same((views) => views.max([1, 2]).sub(views.min([1, 2])))];
      }),
    );
    const [mirrored, crop, colour] = shared;
    assert.ok(mirrored[0] < 1e-6 && mirrored[1] < 1e-6);
    assert.ok(crop[0] > 1e-3 && colour[0] > 2 * crop[0], JSON.stringify(shared));
  });
});

describe("the figure of mine/bound-and-probe", () => {
  const rows = rowsOf();

  it("has bound and probe along the training, and the one over the other", () => {
    const { data } = boundAndProbeFigure(rows);
    const lines = data.filter(({ mode }) => mode === "lines+markers");
    assert.deepEqual(
      lines.slice(0, 5).map(({ name }) => name),
      ["mirrored, τ 0.2", "crop, τ 0.2", "crop and colour, τ 0.2", "crop and colour, τ 0.5", "crop and colour, τ 1"],
    );
    assert.equal(lines.length, 15);
    assert.deepEqual(lines[0].x, [20, 40]);
    assert.deepEqual([lines[10].x, lines[10].y], [lines[0].y, lines[5].y]);
  });

  it("shows a reader's own run as an arm of its own", () => {
    const [first] = rows;
    const own = [{ ...first, config: { ...first.config } }];
    const names = boundAndProbeFigure(rows, own).data.map(({ name }) => name);
    assert.ok(names.includes("yours: mirrored, τ 0.2"));
  });
});

describe("the grids of mine/bound-and-probe", () => {
  it("have every claim's arms, and live those of the bound", () => {
    const arms = ({ configs }: { configs: readonly BoundAndProbeConfig[] }): string[] =>
      configs.map(({ views, temperature }) => `${views} ${temperature}`);
    const { quick, standard, paper } = boundAndProbe.profiles;
    assert.deepEqual(arms(standard), Object.keys(table));
    assert.deepEqual(arms(paper), Object.keys(table));
    assert.deepEqual(arms(quick), ["crop 0.2", "crop and colour 0.2"]);
    const halves = [...standard.configs, ...quick.configs, ...paper.configs];
    for (const { contrastImages, batchSize } of halves) assert.equal(contrastImages % (4 * batchSize), 0);
  });
});
