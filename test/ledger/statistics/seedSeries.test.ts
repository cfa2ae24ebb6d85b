import assert from "node:assert/strict";
import type { Row } from "../../../src/ledger/row";
import { bySeed } from "../../../src/ledger/statistics/seedEffect";
import { effectOf, seriesBySeed } from "../../../src/ledger/statistics/seedSeries";

type Run = Row<{ temperature: number }, { probe: number }>;

const run = (seed: number, temperature: number, probe: number): Run => ({
  ...{ experiment: "simclr/temperature", revision: 1, profile: "standard", config: { temperature }, seed },
  metrics: { probe },
  ...{ seconds: 1, device: "CPU", threads: 2, versions: {}, date: "2026-01-01T00:00:00Z", commit: "abc" },
});

const rows = [run(2, 0.5, 61), run(1, 0.1, 60), run(1, 0.5, 62), run(3, 0.1, 59), run(2, 0.1, 58)];
const probe = (of: readonly Run[], temperature: number): number | undefined =>
  of.find(({ config }) => config.temperature === temperature)?.metrics.probe;

describe("bySeed and seriesBySeed", () => {
  it("give each seed's values in the order of the settings, seeds from the lowest, and leave out seeds that lack one", () => {
    assert.deepEqual(seriesBySeed(rows, [0.1, 0.5], probe), [
      { seed: 1, values: [60, 62] },
      { seed: 2, values: [58, 61] },
    ]);
    assert.deepEqual(seriesBySeed(rows, [0.1], probe), [
      { seed: 1, values: [60] },
      { seed: 2, values: [58] },
      { seed: 3, values: [59] },
    ]);
    assert.deepEqual(seriesBySeed([], [0.1], probe), []);
  });
  it("give the same differences", () => {
    const difference = (of: readonly Run[]): number | undefined => {
      const [high, low] = [probe(of, 0.5), probe(of, 0.1)];
      return high === undefined || low === undefined ? undefined : high - low;
    };
    const bySeries = effectOf(seriesBySeed(rows, [0.1, 0.5], probe), ([low, high]) => high - low);
    assert.deepEqual(bySeries, bySeed(rows, difference));
    assert.deepEqual(bySeries, [
      { seed: 1, effect: 2 },
      { seed: 2, effect: 3 },
    ]);
  });
});
