import assert from "node:assert/strict";
import { temperature } from "../../../src/experiments/simclr/temperature";
import type { TemperatureMetrics, TemperatureRow } from "../../../src/experiments/simclr/temperature/config";
import { temperatureFigure } from "../../../src/experiments/simclr/temperature/figure";
import { temperatureInPaper } from "../../../src/experiments/simclr/temperature/temperatureInPaper";
import { liveOutcomesOf, madeRows, outcomesOf } from "./support/madeRows";

const { standard, quick } = temperature.profiles;

/** Rows of a whole grid, a bit different in each seed. */
function rowsOf(
  measure: (config: TemperatureRow["config"]) => Partial<TemperatureMetrics>,
  seeds?: readonly number[],
): TemperatureRow[] {
  const usual = { probe: 40, knn: 35, contrastiveAccuracy: 5, entropy: 7, loss: 5 };
  return madeRows(temperature, (config) => ({ ...usual, ...measure(config) }), { seeds });
}

const outcomes = (rows: readonly TemperatureRow[]): string[] => outcomesOf(temperature, rows);

describe("the claims of simclr/temperature", () => {
  it("all hold for the paper's own numbers, seeds differing a little", () => {
    const rows = rowsOf(({ normalize, temperature: tau }) => {
      // Table 5 has no 0.2; what stands there lies between its neighbours.
      const paper = { temperature: 0.2, normalize: true, entropy: 6.5, contrastiveAccuracy: 80, probe: 63 };
      return (
        temperatureInPaper.find((row) => row.normalize === normalize && row.temperature === tau) ??
        (normalize && tau === 0.2 ? paper : assert.fail(`nothing for ${tau}`))
      );
    });
    assert.deepEqual(outcomes(rows), ["S19 holds", "S19 holds", "S20 holds", "S21 holds", "S21 holds"]);
  });

  it("are refuted where everything is the other way round", () => {
    const rows = rowsOf(({ normalize, temperature: tau }) => ({
      entropy: normalize ? -tau : 0,
      contrastiveAccuracy: normalize ? 50 + tau : 3,
      probe: normalize ? 30 - 10 * tau : 40,
    }));
    assert.deepEqual(outcomes(rows), ["S19 refuted", "S19 refuted", "S20 refuted", "S21 refuted", "S21 refuted"]);
  });

  it("are not visible where nothing differs, nor on a single seed, nor without runs", () => {
    const notVisible = ["S19", "S19", "S20", "S21", "S21"].map((claim) => `${claim} notVisible`);
    assert.deepEqual(outcomes(rowsOf(() => ({}))), notVisible);
    assert.deepEqual(
      outcomes(rowsOf(({ temperature: tau }) => ({ entropy: tau, contrastiveAccuracy: -tau }), [1])),
      notVisible,
    );
    assert.deepEqual(outcomes([]), notVisible);
  });

  it("hold for S21 where one setting with normalization is above both without, and refute it where none is", () => {
    const best = (lead: number): string[] =>
      outcomes(
        rowsOf(({ normalize, temperature: tau }) => ({ probe: normalize ? (tau === 0.5 ? 40 + lead : 30) : 40 })),
      );
    assert.deepEqual([best(2)[4], best(-2)[4]], ["S21 holds", "S21 refuted"]);
  });

  it("judge S21 by the largest temperature without normalization against every one with it", () => {
    const [, , , easier] = temperature.claims;
    const rows = rowsOf(({ normalize, temperature: tau }) => ({
      contrastiveAccuracy: normalize ? 50 - 10 * tau : tau === 10 ? 60 : 47,
    }));
    const { outcome, effect } = easier.judge(rows);
    assert.equal(outcome, "refuted");
    assert.ok(Math.abs(effect - (47 - 49.5)) < 0.2, `${effect}`);
  });
});

describe("the live checks of simclr/temperature", () => {
  it("hold live where entropy rises and contrastive accuracy falls on one seed, and not the other way round", () => {
    const live = (sign: number): string[] => {
      const rows = rowsOf(({ temperature: tau }) => ({ entropy: sign * tau, contrastiveAccuracy: -sign * tau }), [1]);
      return liveOutcomesOf(temperature, rows);
    };
    assert.deepEqual([live(1), live(-1)], [Array(2).fill("S19 holds"), Array(2).fill("S19 refuted")]);
  });
});

describe("the figure of simclr/temperature", () => {
  const drawn = (rows: TemperatureRow[], yours: TemperatureRow[] = []): { group: unknown; x: unknown; y: unknown }[] =>
    temperatureFigure(rows, yours).data.map(({ legendgroup, x, y }) => ({ group: legendgroup, x, y }));

  it("has a curve for the runs with normalization and one for those without, and the paper's values", () => {
    const traces = drawn(rowsOf(({ temperature: tau }) => ({ probe: tau })));
    const xs = (group: string): unknown[] => traces.filter((trace) => trace.group === group).flatMap(({ x }) => x);
    const sorted = (values: unknown[]): unknown[] => [...new Set(values)].filter((value) => value !== null).sort();
    assert.deepEqual(sorted(xs("unit length")), [0.05, 0.1, 0.2, 0.5, 1]);
    assert.deepEqual(sorted(xs("not normalized")), [10, 100]);
    assert.deepEqual(sorted(xs("paper (ImageNet)")), [0.05, 0.1, 0.5, 1, 10, 100]);
  });

  it("has no values of the paper for which there is no curve, and a reader's own runs apart", () => {
    const rows = rowsOf(() => ({})).filter(({ config }) => config.normalize);
    const own = { ...rows[0], config: { ...rows[0].config, temperature: 0.3 } };
    const traces = drawn(rows, [own]);
    const xs = (group: string): unknown[] =>
      traces
        .filter((trace) => trace.group === group)
        .flatMap(({ x }) => (x as unknown[]).filter((one) => one !== null));
    assert.deepEqual([...new Set(xs("yours"))], [0.3]);
    assert.ok(!xs("unit length").includes(0.3));
    assert.deepEqual([...new Set(xs("paper (ImageNet)"))].sort(), [0.05, 0.1, 0.5, 1]);
  });
});

describe("the grids of simclr/temperature", () => {
  it("have five temperatures with normalization and two without at standard, and are parts of it at quick", () => {
    const named = (of: typeof standard): string[] =>
      of.configs.map(({ normalize, temperature: tau }) => `${normalize ? "unit" : "free"} ${tau}`);
    const all = ["unit 0.05", "unit 0.1", "unit 0.2", "unit 0.5", "unit 1", "free 10", "free 100"];
    assert.deepEqual(named(standard), all);
    assert.ok(named(quick).every((name) => all.includes(name)) && quick.configs.length >= 3);
  });

  it("differ in temperature and normalization alone", () => {
    for (const { configs } of Object.values(temperature.profiles)) {
      const rest = configs.map((config) => JSON.stringify({ ...config, temperature: 0, normalize: true }));
      assert.equal(new Set(rest).size, 1);
    }
  });
});
