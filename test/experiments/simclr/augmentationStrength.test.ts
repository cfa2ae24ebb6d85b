import assert from "node:assert/strict";
import { augmentationStrength } from "../../../src/experiments/simclr/augmentationStrength";
import type {
  AugmentationStrengthConfig,
  AugmentationStrengthRow,
} from "../../../src/experiments/simclr/augmentationStrength/config";
import { augmentationStrengthFigure } from "../../../src/experiments/simclr/augmentationStrength/figure";
import { strengthInPaper } from "../../../src/experiments/simclr/augmentationStrength/strengthInPaper";
import { liveOutcomesOf, madeRows, outcomesOf } from "./support/madeRows";

type Measure = (config: AugmentationStrengthConfig) => number;

/** Rows whose nearest neighbours are right as often as the classifier. */
const rowsOf = (accuracy: Measure, options?: { seeds?: number[]; profile?: "quick" }): AugmentationStrengthRow[] =>
  madeRows(
    augmentationStrength,
    (config) => ({ accuracy: accuracy(config), probe: 40, knn: accuracy(config), loss: 2 }),
    options,
  );
const outcomes = (accuracy: Measure): string[] => outcomesOf(augmentationStrength, rowsOf(accuracy));

/** The paper has no strength of 2, which is not judged, and one length of training: here a longer one likes strong colours more. */
const paper: Measure = ({ method, strength, epochs }) => {
  const published = strengthInPaper.find((one) => one.method === method && one.strength === strength)?.accuracy ?? 0;
  return published + (epochs > 8 ? strength : 0);
};

describe("the claims of simclr/augmentation-strength", () => {
  it("all hold for the paper's own numbers, seeds differing a little", () => {
    assert.deepEqual(outcomes(paper), ["S7 holds", "S7 holds", "S7 holds", "S8 holds", "S8 holds"]);
  });

  it("are refuted where everything is the other way round", () => {
    const turned: Measure = (config) => 100 - paper(config);
    assert.deepEqual(outcomes(turned), ["S7 refuted", "S7 refuted", "S7 refuted", "S8 refuted", "S8 refuted"]);
  });

  it("are not visible where nothing differs, on a single seed, nor without runs", () => {
    const none = ["S7", "S7", "S7", "S8", "S8"].map((claim) => `${claim} notVisible`);
    assert.deepEqual(
      outcomes(() => 40),
      none,
    );
    assert.deepEqual(outcomesOf(augmentationStrength, rowsOf(paper, { seeds: [1] })), none);
    assert.deepEqual(outcomesOf(augmentationStrength, []), none);
  });

  it("judge no trend of two strengths, which is what quick has", () => {
    const rows = rowsOf(paper, { profile: "quick" });
    const trends = outcomesOf(augmentationStrength, rows, "quick").slice(0, 4);
    assert.deepEqual(trends, ["S7 notVisible", "S7 notVisible", "S7 notVisible", "S8 notVisible"]);
  });

  it("let S8's second part hold where supervised training gains too, but less", () => {
    const measured = outcomes(({ method, strength }) => (method === "SimCLR" ? 4 : 2) * Math.log2(strength));
    assert.deepEqual(measured, ["S7 holds", "S7 holds", "S7 notVisible", "S8 refuted", "S8 holds"]);
  });

  it("ask of longer training only whether strong colours come off better by it, and judge the trends without it", () => {
    const measured = outcomes(({ method, strength, epochs }) => {
      if (method === "supervised") return -strength;
      return epochs > 8 ? 100 - 0.5 * strength : 60 - 2 * strength;
    });
    assert.deepEqual(measured, ["S7 refuted", "S7 refuted", "S7 holds", "S8 holds", "S8 refuted"]);
  });
});

describe("the live checks of simclr/augmentation-strength", () => {
  it("hold where strong colours cost supervised training enough, whatever they do to SimCLR", () => {
    const live = (accuracy: Measure): string[] =>
      liveOutcomesOf(augmentationStrength, rowsOf(accuracy, { seeds: [1], profile: "quick" }));
    const falling: Measure = ({ method, strength }) => (method === "supervised" ? -6 : 6) * strength;
    assert.deepEqual(live(falling), ["S8 holds"]);
    assert.deepEqual(
      live((config) => -falling(config)),
      ["S8 refuted"],
    );
    assert.deepEqual(
      live(() => 40),
      ["S8 refuted"],
    );
  });
});

describe("the figure of simclr/augmentation-strength", () => {
  it("has a curve for each method, the paper's values of those, and a reader's own runs apart", () => {
    const rows = rowsOf(paper);
    const own = { ...rows[0], config: { ...rows[0].config, strength: 0.3 } };
    const xs = (traces: { legendgroup?: unknown; x?: unknown }[], group: string): unknown[] =>
      [
        ...new Set(
          traces.filter(({ legendgroup }) => legendgroup === group).flatMap(({ x }) => (x as unknown[]).map(Number)),
        ),
      ]
        .filter((x) => x !== 0)
        .sort();
    const { data } = augmentationStrengthFigure(rows, [own]);
    assert.deepEqual(xs(data, "SimCLR"), [0.125, 0.25, 0.5, 1, 2]);
    assert.deepEqual(xs(data, "SimCLR, 24 epochs"), [0.25, 1]);
    assert.deepEqual(xs(data, "supervised"), [0.125, 0.25, 0.5, 1, 2]);
    assert.deepEqual(xs(data, "yours"), [0.3]);
    assert.deepEqual(xs(data, "paper (ImageNet)"), [0.125, 0.25, 0.5, 1]);
  });
});

describe("the grids of simclr/augmentation-strength", () => {
  it("have the paper's strengths and twice the strongest, for both methods, and parts of them at quick", () => {
    const { standard, quick } = augmentationStrength.profiles;
    const named = ({ configs }: typeof standard): string[] =>
      configs.map(
        ({ method, strength, epochs }) => `${method} ${strength}${epochs > 8 ? ` for ${epochs} epochs` : ""}`,
      );
    const all = ["SimCLR", "supervised"].flatMap((method) => [1 / 8, 1 / 4, 1 / 2, 1, 2].map((s) => `${method} ${s}`));
    assert.deepEqual(named(standard), [...all, "SimCLR 0.25 for 24 epochs", "SimCLR 1 for 24 epochs"]);
    assert.ok(named(quick).every((name) => all.includes(name)));
  });

  it("train both methods for as many epochs on as many images, as the paper nearly does", () => {
    for (const { configs } of Object.values(augmentationStrength.profiles)) {
      const shortest = configs.filter(({ epochs }) => epochs === configs[0].epochs);
      assert.equal(new Set(shortest.map(({ method }) => method)).size, 2);
      assert.equal(new Set(configs.map(({ images }) => images)).size, 1);
      assert.ok(configs.every((config) => shortest.includes(config) || config.method === "SimCLR"));
    }
  });

  it("count one view of an image for supervised training, where SimCLR has two", () => {
    const [contrastive, labelled] = ["SimCLR", "supervised"].map((method) => {
      const config = augmentationStrength.profiles.standard.configs.find((one) => one.method === method);
      return augmentationStrength.work(config ?? assert.fail()).trainingFlops ?? 0;
    });
    assert.ok(labelled > 0.4 * contrastive && labelled < 0.51 * contrastive, `${labelled}, ${contrastive}`);
  });
});
