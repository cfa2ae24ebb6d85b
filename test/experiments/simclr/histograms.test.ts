import assert from "node:assert/strict";
import { compositionTransforms } from "../../../src/augment/composition";
import { loadCifar10 } from "../../../src/data/cifar10/load";
import { gather } from "../../../src/data/gather";
import { subset } from "../../../src/data/subset";
import { take } from "../../../src/data/take";
import { tf } from "../../../src/engine/tf";
import { liveOutcomes } from "../../../src/experiments/liveCheck";
import { histograms } from "../../../src/experiments/simclr/histograms";
import type { Distortion, HistogramsMetrics, HistogramsRow } from "../../../src/experiments/simclr/histograms/config";
import { retrievalFigure } from "../../../src/experiments/simclr/histograms/figure";
import { histogramCrops, histogramFigure } from "../../../src/experiments/simclr/histograms/histogramFigure";
import { viewHistograms } from "../../../src/experiments/simclr/histograms/views";
import { verdictsOf } from "../../../src/experiments/verdicts";
import { foldIn } from "../../../src/random/foldIn";
import { key } from "../../../src/random/key";
import { split } from "../../../src/random/split";
import { silentProgress } from "../../../src/report/silentProgress";

const { standard } = histograms.profiles;
const distortions: Distortion[] = ["none", "color"];

type Told = Pick<HistogramsMetrics, "retrieval" | "ratio">;

/** Rows of a whole grid: what each distortion shows, a bit different in each run. */
function rowsOf(told: Record<Distortion, Told>, seeds = [1, 2, 3, 4, 5]): HistogramsRow[] {
  return standard.configs.flatMap((config) =>
    seeds.map((seed): HistogramsRow => {
      const noise = 0.01 * Math.sin(7 * seed) * (config.distortion === "none" ? 1 : -0.5);
      const { retrieval, ratio } = told[config.distortion];
      return {
        ...{ experiment: histograms.id, revision: histograms.revision, profile: "standard", config, seed },
        metrics: { retrieval: retrieval + noise, ratio: ratio + noise, sameDistance: 0.3, otherDistance: 0.5 },
        ...{ seconds: 1, device: "cpu", threads: 1, versions: {}, date: "2026-01-01T00:00:00.000Z", commit: "0000000" },
      };
    }),
  );
}

const outcomes = (rows: readonly HistogramsRow[]): string[] =>
  verdictsOf(histograms, "standard", rows).map(({ claim, outcome }) => `${claim} ${outcome}`);
const lives = (none: Told, color: Told): string[] =>
  liveOutcomes(histograms, rowsOf({ none, color }, [1])).map(({ claim, outcome }) => `${claim} ${outcome}`);

describe("the claims of simclr/histograms", () => {
  const found = { retrieval: 50, ratio: 0.4 };
  const lost = { retrieval: 3, ratio: 0.9 };

  it("hold where histograms find the other crop without distortion and hardly with it", () => {
    assert.deepEqual(outcomes(rowsOf({ none: found, color: lost })), ["S6 holds", "S6 holds"]);
    const [retrieval, ratio] = verdictsOf(histograms, "standard", rowsOf({ none: found, color: lost }));
    assert.ok(Math.abs(retrieval.effect - 47) < 0.1, `${retrieval.effect}`);
    assert.ok(Math.abs(ratio.effect - 0.5) < 0.1, `${ratio.effect}`);
  });

  it("are refuted where it is the other way round", () => {
    assert.deepEqual(outcomes(rowsOf({ none: lost, color: found })), ["S6 refuted", "S6 refuted"]);
  });

  it("are not visible where distortion changes nothing, on a single seed, or where a distortion is missing", () => {
    const notVisible = ["S6 notVisible", "S6 notVisible"];
    const rows = rowsOf({ none: found, color: lost });
    assert.deepEqual(outcomes(rowsOf({ none: found, color: found })), notVisible);
    assert.deepEqual(outcomes(rowsOf({ none: found, color: lost }, [1])), notVisible);
    assert.deepEqual(outcomes(rows.filter(({ config }) => config.distortion === "none")), notVisible);
    assert.deepEqual(outcomes([]), notVisible);
  });

  it("are refuted where crops of one image are farther apart than those of different ones", () => {
    const at = (none: number, color: number): string =>
      outcomes(rowsOf({ none: { ...found, ratio: none }, color: { ...lost, ratio: color } }))[1];
    assert.deepEqual([at(1.2, 1.3), at(1.2, 1), at(0.7, 1.5)], Array(3).fill("S6 refuted"));
    // As far above 1 as a ratio may be that is nearer to it.
    assert.equal(at(0.7, 1.2), "S6 holds");
  });

  it("hold live where one seed shows as much as the calibration's did, and are refuted where it shows much less", () => {
    assert.deepEqual(lives({ retrieval: 60, ratio: 0.43 }, { retrieval: 4, ratio: 0.93 }), ["S6 holds", "S6 holds"]);
    assert.deepEqual(lives({ retrieval: 45, ratio: 0.57 }, { retrieval: 4, ratio: 0.93 }), [
      "S6 refuted",
      "S6 refuted",
    ]);
  });
});

type Histogram = number[];

/** Histograms of nested arrays of pixels, counted channel by channel in float64. */
const counted = (images: number[][][][], bins: number): Histogram[] =>
  images.map((image) => {
    const pixels = image.flat();
    return [0, 1, 2].flatMap((channel) =>
      Array.from({ length: bins }, (_, bin) => {
        const inside = pixels.filter((pixel) => Math.min(bins - 1, Math.floor(bins * pixel[channel])) === bin);
        return inside.length / pixels.length;
      }),
    );
  });

/** The two views of some images, made step by step. */
function viewsByHand(data: ReturnType<typeof loadCifar10>, first: number, distortion: Distortion, seed: number) {
  return tf.tidy(() => {
    const images = gather(
      data,
      Array.from({ length: data.size }, (_, n) => n),
    );
    return split(foldIn(key(seed), first)).map((viewKey) => {
      const [cropKey, colorKey] = split(viewKey);
      const cropped = compositionTransforms.crop(images, cropKey);
      return (distortion === "color" ? compositionTransforms.color(cropped, colorKey) : cropped).arraySync();
    });
  });
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function retrievalByHand(a: Histogram[], b: Histogram[]): HistogramsMetrics {
  const distance = (p: Histogram, q: Histogram): number => p.reduce((sum, x, i) => sum + Math.abs(x - q[i]), 0) / 6;
  const anchors = [...a.map((view, n) => ({ view, n, of: b })), ...b.map((view, n) => ({ view, n, of: a }))];
  const looks = anchors.map(({ view, n, of }) => {
    const all = of.map((candidate) => distance(view, candidate));
    return { own: all[n], others: all.filter((_, m) => m !== n) };
  });
  const sameDistance = mean(looks.map(({ own }) => own));
  const otherDistance = mean(looks.flatMap(({ others }) => others));
  const retrieval = 100 * mean(looks.map(({ own, others }) => (own < Math.min(...others) ? 1 : 0)));
  return { retrieval, sameDistance, otherDistance, ratio: sameDistance / otherDistance };
}

describe("a run of simclr/histograms", () => {
  const seed = 7;
  const test = loadCifar10({ split: "test" });
  const run = async (distortion: Distortion, of = seed): Promise<HistogramsMetrics> => {
    const { metrics } = await histograms.run(
      { images: 60, bins: 8, distortion },
      { seed: of, progress: silentProgress },
    );
    return metrics;
  };

  for (const distortion of distortions)
    it(`is what plain loops make of crops of test images, distortion "${distortion}"`, async () => {
      const data = subset(test, { size: 60, seed });
      const [a, b] = viewsByHand(data, 0, distortion, 3_000_000 + seed).map((view) => counted(view, 8));
      const expected = retrievalByHand(a, b);
      const metrics = await run(distortion);
      assert.deepEqual(Object.keys(metrics).sort(), Object.keys(expected).sort());
      for (const name of Object.keys(expected) as (keyof HistogramsMetrics)[])
        assert.ok(Math.abs(metrics[name] - expected[name]) < 1e-9, `${name}: ${metrics[name]}, ${expected[name]}`);
    });

  it("is the same for a seed and another for the next", async () => {
    const [once, again, next] = [await run("color"), await run("color"), await run("color", seed + 1)];
    assert.deepEqual(once, again);
    assert.notEqual(once.sameDistance, next.sameDistance);
  });

  it("makes the views of more than 500 images in parts with keys of their own", async () => {
    const data = subset(test, { size: 502, seed });
    const views = await viewHistograms(data, { bins: 4, distortion: "none", seed });
    const last = viewsByHand(take(data, [500, 501]), 500, "none", seed);
    views.forEach(({ values, rows }, n) => {
      assert.equal(rows, 502);
      assert.deepEqual([...values.subarray(500 * 12)], counted(last[n], 4).flat());
    });
  });

  it("says how far it is, and ends its line when it is interrupted", async () => {
    const told: (number | "finished")[] = [];
    const progress = { update: (done: number) => told.push(done), finish: () => told.push("finished") };
    const config = { images: 20, bins: 4, distortion: "none" } as const;
    await histograms.run(config, { seed, progress });
    assert.deepEqual(told.splice(0), [20, 40, "finished"]);
    await assert.rejects(histograms.run(config, { seed, progress, signal: AbortSignal.abort() }), {
      name: "InterruptedError",
      message: "histograms: interrupted",
    });
    assert.deepEqual(told, [20, "finished"]);
  });
});

describe("the figures of simclr/histograms", () => {
  const images = take(loadCifar10({ split: "test" }), [1, 5]);

  it("show retrieval and ratio by distortion, and a reader's own runs apart", () => {
    const rows = rowsOf({ none: { retrieval: 50, ratio: 0.4 }, color: { retrieval: 3, ratio: 0.9 } });
    const own = rows.slice(0, 1).map((row) => ({ ...row, config: { ...row.config, images: 77 } }));
    const traces = retrievalFigure(rows, own).data;
    const lines = traces.filter(({ mode, name }) => mode === "lines+markers" && name === "2000 images");
    assert.deepEqual(
      lines.map(({ x, y }) => [x, (y as number[]).map((value) => Number(value.toFixed(1)))]),
      [
        [
          ["crop", "crop + colour"],
          [50, 3],
        ],
        [
          ["crop", "crop + colour"],
          [0.4, 0.9],
        ],
      ],
    );
    const yours = traces.filter(({ name, legendgroup }) => name === "77 images" && legendgroup === "yours");
    assert.deepEqual(
      yours.map(({ x }) => x),
      [["crop"], ["crop"]],
    );
  });

  it("draw each crop's intensities, all channels together, the same crops without distortion and with it", () => {
    const { data, layout } = histogramFigure(images, { seed: 3, crops: 3, bins: 8 });
    const crops = histogramCrops(images, { distortion: "color", seed: 3, crops: 3 });
    const expected = counted(crops.arraySync(), 8).map((all) =>
      Array.from({ length: 8 }, (_, bin) => (all[bin] + all[8 + bin] + all[16 + bin]) / 3),
    );
    crops.dispose();
    assert.equal(data.length, 12);
    const distorted = data.slice(6).map(({ y }) => y as number[]);
    distorted.forEach((shares, n) =>
      shares.forEach((share, bin) => assert.ok(Math.abs(share - expected[n][bin]) < 1e-6, `crop ${n}, bin ${bin}`)),
    );
    // A crop that colour leaves alone, one in six or so, has the same bars in both halves.
    const plain = data.slice(0, 6).map(({ y }) => JSON.stringify(y));
    assert.ok(plain.some((shares, n) => shares !== JSON.stringify(distorted[n])));
    const ranges = Object.entries(layout).filter(([name]) => name.startsWith("yaxis"));
    assert.equal(new Set(ranges.map(([, axis]) => JSON.stringify((axis as { range: unknown }).range))).size, 1);
  });

  it("count crops that are the same with distortion and without", () => {
    const shown = (distortion: Distortion): number[][] => {
      const crops = histogramCrops(images, { distortion, seed: 1, crops: 16 });
      const pixels = crops.arraySync().map((crop) => crop.flat(2));
      crops.dispose();
      return pixels;
    };
    const [plain, distorted] = [shown("none"), shown("color")];
    const kept = plain.filter((crop, n) => crop.every((value, i) => Math.abs(value - distorted[n][i]) < 1e-5)).length;
    // 0.2 · 0.8 of them, on average.
    assert.ok(kept >= 1 && kept <= 14, `${kept} of 32`);
    // The draws of the second image are not those of the first.
    assert.notDeepEqual(plain[0], plain[16]);
  });
});

describe("the grids of simclr/histograms", () => {
  it("have both distortions of the same images and bins, more images at larger profiles", () => {
    const sizes = Object.values(histograms.profiles).map(({ configs }) => {
      assert.deepEqual(
        configs.map(({ distortion }) => distortion),
        distortions,
      );
      assert.equal(new Set(configs.map((config) => JSON.stringify({ ...config, distortion: "" }))).size, 1);
      return configs[0].images;
    });
    assert.deepEqual(sizes, [500, 2000, 10_000]);
  });
});
