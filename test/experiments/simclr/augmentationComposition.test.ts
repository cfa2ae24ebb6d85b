import assert from "node:assert/strict";
import { compositionTransforms } from "../../../src/augment/composition";
import { loadCifar10 } from "../../../src/data/cifar10/load";
import type { AblationMetrics } from "../../../src/experiments/simclr/ablation/config";
import { augmentationComposition } from "../../../src/experiments/simclr/augmentationComposition";
import { compositionNames } from "../../../src/experiments/simclr/augmentationComposition/cells";
import { compositionInPaper } from "../../../src/experiments/simclr/augmentationComposition/compositionInPaper";
import type { CompositionConfig, CompositionRow } from "../../../src/experiments/simclr/augmentationComposition/config";
import { compositionFigure } from "../../../src/experiments/simclr/augmentationComposition/figure";
import { compositionPictures } from "../../../src/experiments/simclr/augmentationComposition/pictures";
import { PlotError } from "../../../src/plots/plotError";
import { liveOutcomesOf, madeRows, outcomesOf } from "./support/madeRows";

type Measure = (config: CompositionConfig) => Partial<AblationMetrics>;

const usual: AblationMetrics = { probe: 40, knn: 35, contrastiveAccuracy: 50, loss: 5 };
const rowsOf = (measure: Measure, options?: { seeds?: number[]; profile?: "quick" }): CompositionRow[] =>
  madeRows(augmentationComposition, (config) => ({ ...usual, ...measure(config) }), options);
const outcomes = (measure: Measure): string[] => outcomesOf(augmentationComposition, rowsOf(measure));

const paperProbe = ({ first, second }: CompositionConfig): number =>
  compositionInPaper[compositionNames.indexOf(first)][compositionNames.indexOf(second)];
const isBest = ({ first, second }: CompositionConfig): boolean => first === "crop" && second === "color";
const isSingle = ({ first, second }: CompositionConfig): boolean => first === second;

describe("the claims of simclr/augmentation-composition", () => {
  it("all hold for the paper's own numbers, seeds differing a little", () => {
    const measured = outcomes((config) => ({
      probe: paperProbe(config),
      contrastiveAccuracy: isBest(config) ? 60 : isSingle(config) ? 95 : 40,
    }));
    assert.deepEqual(measured, ["S3 holds", "S4 holds", "S5 holds", "S5 holds"]);
  });

  it("are refuted where everything is the other way round", () => {
    const measured = outcomes((config) => ({
      probe: isSingle(config) ? 50 : isBest(config) ? 20 : 30,
      contrastiveAccuracy: isBest(config) ? 95 : 60,
    }));
    assert.deepEqual(measured, ["S3 refuted", "S4 refuted", "S5 refuted", "S5 refuted"]);
  });

  it("are not visible where nothing differs, on a single seed, nor without runs", () => {
    const none = ["S3", "S4", "S5", "S5"].map((claim) => `${claim} notVisible`);
    assert.deepEqual(
      outcomes(() => ({})),
      none,
    );
    const one = rowsOf((config) => ({ probe: paperProbe(config) }), { seeds: [1] });
    assert.deepEqual(outcomesOf(augmentationComposition, one), none);
    assert.deepEqual(outcomesOf(augmentationComposition, []), none);
  });

  it("let S3 hold by any pair, and S4 by crop and colour alone", () => {
    const another = outcomes(({ first, second }) => ({ probe: first === "cutout" && second === "sobel" ? 50 : 40 }));
    assert.deepEqual(another.slice(0, 2), ["S3 holds", "S4 refuted"]);
  });

  it("refute S5 where one transformation alone is as hard as crop and colour together", () => {
    const measured = outcomes((config) => ({
      contrastiveAccuracy: isBest(config) ? 30 : config.first === "rotate" && isSingle(config) ? 25 : 90,
    }));
    assert.equal(measured[2], "S5 refuted");
  });
});

describe("the live checks of simclr/augmentation-composition", () => {
  it("hold where crop and colour is hardest of the three cells, and not where one alone is", () => {
    const live = (measure: Measure): string[] =>
      liveOutcomesOf(augmentationComposition, rowsOf(measure, { seeds: [1], profile: "quick" }));
    assert.deepEqual(
      live((config) => ({ contrastiveAccuracy: isBest(config) ? 5 : 80 })),
      ["S5 holds"],
    );
    for (const alone of ["crop", "color"])
      assert.deepEqual(
        live((config) => {
          const wins = isSingle(config) && config.first === alone;
          return { contrastiveAccuracy: wins ? 1 : isBest(config) ? 5 : 80 };
        }),
        ["S5 refuted"],
      );
  });
});

describe("the figure of simclr/augmentation-composition", () => {
  it("has one alone on the diagonal, pairs above it, nothing below, and the paper's whole table beside it", () => {
    const rows = rowsOf(({ first, second }) => ({
      probe: 10 * compositionNames.indexOf(first) + compositionNames.indexOf(second),
    }));
    const [ours, paper] = compositionFigure(rows).data.map(({ z }) => z as (number | null)[][]);
    compositionNames.forEach((_, r) =>
      compositionNames.forEach((__, c) => {
        if (c < r) assert.equal(ours[r][c], null);
        else assert.ok(Math.abs((ours[r][c] ?? NaN) - (10 * r + c)) < 0.2);
      }),
    );
    assert.deepEqual(paper, compositionInPaper);
  });

  it("shows another metric without the paper's numbers, and cells that were not run as empty", () => {
    const rows = rowsOf(() => ({ contrastiveAccuracy: 70 })).filter(({ config }) => config.first === "crop");
    const { data } = compositionFigure(rows, { metric: "contrastiveAccuracy" });
    assert.equal(data.length, 1);
    const [first, ...rest] = data[0].z as (number | null)[][];
    assert.ok(first.every((value) => value !== null && Math.abs(value - 70) < 0.2));
    assert.ok(rest.flat().every((value) => value === null));
  });

  it("refuses two runs of a cell and seed", () => {
    const [row] = rowsOf(() => ({}));
    assert.throws(
      () => compositionFigure([row, row]),
      new PlotError("compositionFigure: seed 1 has 2 rows of crop, crop; one is needed"),
    );
  });

  it("has two pairs of views of two images as each cell's picture: at the left the image as it is", () => {
    const data = loadCifar10({ split: "test" });
    const { images, shape } = compositionPictures(data);
    assert.deepEqual(shape, [64, 64, 3]);
    assert.equal(images.length, 49 * 64 * 64 * 3);
    const at = (cell: number, y: number, x: number): number => images[((cell * 64 + y) * 64 + x) * 3];
    let differing = 0;
    for (let y = 0; y < 64; y += 5)
      for (let x = 0; x < 32; x += 5) {
        for (const cell of [0, 8, 48])
          assert.equal(at(cell, y, x), data.images[((Math.floor(y / 32) * 32 + (y % 32)) * 32 + x) * 3]);
        if (at(16, y, x + 32) !== at(16, y, x)) differing++;
      }
    assert.ok(differing > 20, "colour changes the view at the right");
  });
});

describe("the grids of simclr/augmentation-composition", () => {
  it("have every transformation alone and each two together once at standard, and are parts of it at quick", () => {
    const named = (profile: "standard" | "quick"): string[] =>
      augmentationComposition.profiles[profile].configs.map(({ first, second }) => [first, second].sort().join("+"));
    const names = Object.keys(compositionTransforms);
    const expected = names.flatMap((a, n) => names.slice(n).map((b) => [a, b].sort().join("+")));
    assert.deepEqual(named("standard").sort(), expected.sort());
    assert.deepEqual(named("quick").sort(), ["color+color", "color+crop", "crop+crop"]);
  });

  it("differ in the transformations alone", () => {
    for (const { configs } of Object.values(augmentationComposition.profiles)) {
      const rest = configs.map((config) => JSON.stringify({ ...config, first: "", second: "" }));
      assert.equal(new Set(rest).size, 1);
    }
  });
});
