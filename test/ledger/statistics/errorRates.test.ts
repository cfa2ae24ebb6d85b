import { allOf } from "../../../src/ledger/statistics/allOf";
import { judgeAbove } from "../../../src/ledger/statistics/judgeAbove";
import { judgeBest } from "../../../src/ledger/statistics/judgeBest";
import { judgeEquivalent } from "../../../src/ledger/statistics/judgeEquivalent";
import { judgeEvery } from "../../../src/ledger/statistics/judgeEvery";
import { judgeInnerOptimum } from "../../../src/ledger/statistics/judgeInnerOptimum";
import { judgeInteraction } from "../../../src/ledger/statistics/judgeInteraction";
import { judgeTrend } from "../../../src/ledger/statistics/judgeTrend";
import { pageTest } from "../../../src/ledger/statistics/pageTest";
import { effectOf, type SeedSeries } from "../../../src/ledger/statistics/seedSeries";
import { Draws } from "./support/draws";
import { happensAt, happensAtMost, outcomes } from "./support/rates";
import { effects } from "./support/seeds";

/** Seeds, and as many simulations as take a second or so: from 8 seeds on every interval may be a bootstrap. */
function sizes(bootstrap: boolean, trials: number): readonly [seeds: number, trials: number][] {
  return [
    [3, trials],
    [5, trials],
    [10, bootstrap ? trials / 10 : trials],
  ];
}

const level = 0.025;

describe("false verdicts on simulated seeds", () => {
  it("judgeAbove: an effect at the threshold passes for one above it in 2.5%, and below it in as many", () => {
    for (const [seeds, trials] of [
      [3, 10_000],
      [5, 10_000],
    ]) {
      const { normal } = new Draws(seeds);
      const sample = (): number[] => Array.from({ length: seeds }, () => 12 + 2 * normal());
      const { holds, refuted } = outcomes(trials, () => judgeAbove(effects(...sample()), { threshold: 12 }));
      happensAt(level, holds, trials, `${seeds} seeds, holds`);
      happensAt(level, refuted, trials, `${seeds} seeds, refuted`);
    }
    const { normal } = new Draws(10);
    const ten = outcomes(1500, () => judgeAbove(effects(...Array.from({ length: 10 }, normal))));
    happensAtMost(level, ten.holds, 1500, "10 seeds, holds");
    happensAtMost(level, ten.refuted, 1500, "10 seeds, refuted");
  }).timeout(20_000);

  it("judgeInteraction: two effects alike differ in 2.5% either way", () => {
    const draws = new Draws(1);
    const runs = (): SeedSeries[] => draws.series(3, [60, 63, 40, 43]);
    const { holds, refuted } = outcomes(5000, () => {
      const series = runs();
      const gain = (from: number): ReturnType<typeof effectOf> =>
        effectOf(series, (values) => values[from + 1] - values[from]);
      return judgeInteraction(gain(0), gain(2));
    });
    happensAt(level, holds, 5000, "holds");
    happensAt(level, refuted, 5000, "refuted");
  });

  it("judgeTrend: settings alike rise or fall in at most 2.5%, also where the noise is skewed", () => {
    for (const noise of ["normal", "skewed"] as const)
      for (const [seeds, trials] of sizes(true, 1500)) {
        const draws = new Draws(seeds);
        const { holds, refuted } = outcomes(trials, () =>
          judgeTrend(draws.series(seeds, [0, 0, 0, 0, 0], draws[noise]), { direction: "rising" }),
        );
        happensAtMost(level, holds, trials, `${seeds} seeds, ${noise}, holds`);
        happensAtMost(level, refuted, trials, `${seeds} seeds, ${noise}, refuted`);
      }
  }).timeout(20_000);

  it("judgeTrend: seeds whose trends differ by chance are no trend, which ranks alone would see three times as often", () => {
    const trials = 1500;
    for (const seeds of [3, 5]) {
      const draws = new Draws(seeds);
      let ranks = 0;
      const { holds, refuted } = outcomes(trials, () => {
        const series = draws.series(seeds, [0, 0, 0, 0, 0]).map(({ seed, values }) => {
          const slope = draws.normal();
          return { seed, values: values.map((value, setting) => value + slope * setting) };
        });
        if (pageTest(series).rising <= level) ranks++;
        return judgeTrend(series, { direction: "rising" });
      });
      happensAtMost(level, holds, trials, `${seeds} seeds, holds`);
      happensAtMost(level, refuted, trials, `${seeds} seeds, refuted`);
      happensAt(0.1, ranks, trials, `${seeds} seeds, Page's test alone`);
    }
  }).timeout(20_000);

  it("judgeInnerOptimum: a plateau that reaches one end is a peak in at most 2.5%, and so is what the choice of the best makes of noise", () => {
    for (const equalNoise of [false, true])
      for (const [seeds, trials] of sizes(!equalNoise, 1500))
        for (const means of [
          [0, 0, 0, 0, 0],
          [-99, 0, 0, 0, 0],
          [-99, 0, -99, -99, 0],
        ]) {
          const draws = new Draws(seeds);
          const { holds, refuted } = outcomes(trials, () =>
            judgeInnerOptimum(draws.series(seeds, means), { equalNoise }),
          );
          const what = `${seeds} seeds, means ${means.join()}, equal noise ${equalNoise}`;
          happensAtMost(level, holds, trials, `${what}: holds`);
          happensAtMost(level, refuted, trials, `${what}: refuted`);
        }
  }).timeout(30_000);

  it("judgeInnerOptimum: the better of two ends is above the best inner setting alike in at most 2.5%", () => {
    for (const equalNoise of [false, true]) {
      const draws = new Draws(5);
      const { refuted } = outcomes(2000, () => judgeInnerOptimum(draws.series(3, [0, 0, 0]), { equalNoise }));
      happensAtMost(level, refuted, 2000, `equal noise ${equalNoise}`);
    }
  });

  it("judgeBest: the better of two alike is the best in at most 2.5%, and the best of many alike is beaten in at most 2.5%", () => {
    for (const equalNoise of [false, true])
      for (const [seeds, trials] of sizes(!equalNoise, 1500)) {
        const draws = new Draws(seeds);
        const judge = (means: number[]): ReturnType<typeof outcomes> =>
          outcomes(trials, () => judgeBest(draws.series(seeds, means), { best: 0, equalNoise }));
        const what = `${seeds} seeds, equal noise ${equalNoise}`;
        happensAtMost(level, judge([0, 0, -99, -99, -99, -99]).holds, trials, `${what}: holds`);
        happensAtMost(level, judge([0, 0, 0, 0, 0, 0]).refuted, trials, `${what}: refuted`);
      }
  }).timeout(30_000);

  it("judgeEvery: parts at the threshold fail together in at most 2.5%, where allOf lets each fail by itself", () => {
    const trials = 3000;
    const draws = new Draws(2);
    let several = 0;
    const { holds, refuted } = outcomes(trials, () => {
      const parts = [0, 1, 2, 3].map(() => effects(draws.normal(), draws.normal(), draws.normal()));
      if (allOf(parts.map((part) => judgeAbove(part))).outcome === "refuted") several++;
      return judgeEvery(parts);
    });
    happensAtMost(level, holds, trials, "holds");
    happensAt(1 - (1 - level / 4) ** 4, refuted, trials, "refuted");
    happensAt(1 - (1 - level) ** 4, several, trials, "refuted by allOf");
    const one = outcomes(trials, () =>
      judgeEvery([effects(9, 10, 11), effects(draws.normal(), draws.normal(), draws.normal())]),
    );
    happensAt(level, one.holds, trials, "one part at the threshold, the other above it: holds");
  });

  it("judgeEquivalent: settings that differ by the margin are equivalent in at most 2.5%, and apart in at most 2.5%", () => {
    for (const equalNoise of [false, true])
      for (const [seeds, trials] of sizes(!equalNoise, 1500))
        for (const means of [
          [0, 2],
          [0, 1, 2],
        ]) {
          const draws = new Draws(seeds);
          const { holds, refuted } = outcomes(trials, () =>
            judgeEquivalent(
              draws.series(seeds, means, () => 0.2 * draws.normal()),
              { margin: 2, equalNoise },
            ),
          );
          const what = `${seeds} seeds, means ${means.join()}, equal noise ${equalNoise}`;
          happensAtMost(level, holds, trials, `${what}: holds`);
          happensAtMost(level, refuted, trials, `${what}: refuted`);
        }
  }).timeout(30_000);

  it("equal noise that is not: with twice the noise at an end a plateau passes for a peak in at most 5%", () => {
    const trials = 2000;
    const draws = new Draws(4);
    const noise = (setting: number): number => (setting === 4 ? 2 : 1) * draws.normal();
    const { holds } = outcomes(trials, () =>
      judgeInnerOptimum(draws.series(3, [-99, 0, -99, -99, 0], noise), { equalNoise: true }),
    );
    happensAtMost(0.05, holds, trials, "holds");
  });
});
