import assert from "node:assert/strict";
import { experiments } from "../../src/experiments/registry";
import { verdictsOf } from "../../src/experiments/verdicts";
import type { Row } from "../../src/ledger/row";
import { exampleRow } from "../ledger/exampleRow";

describe("verdictsOf", () => {
  for (const experiment of experiments) {
    const { id, revision, profiles } = experiment;
    const { configs } = profiles.standard;
    const grid = (seed: number): Row[] =>
      configs.map((config, n) => ({
        ...exampleRow(seed),
        ...{ experiment: id, revision, profile: "standard", config },
        // Whatever the claims read.
        metrics: new Proxy<Record<string, number>>({}, { get: () => seed + n, has: () => true }),
      }));
    const seedsJudged = (rows: readonly Row[]): number[][] => [
      ...new Set(verdictsOf(experiment, "standard", rows).map(({ seeds }) => [...seeds])),
    ];

    it(`judges ${id} on the seeds that have its whole grid, wherever the grid breaks off`, () => {
      for (const done of configs.keys()) {
        const rows = [...grid(1), ...grid(2), ...grid(3).slice(0, done)];
        for (const seeds of seedsJudged(rows)) assert.deepEqual(seeds, [1, 2]);
        for (const seeds of seedsJudged(grid(3).slice(0, done))) assert.deepEqual(seeds, []);
      }
    });

    it(`passes over rows of ${id} of another revision, and of a configuration that a reader chose`, () => {
      const own = { ...grid(3)[0], config: { ...configs[0], temperature: 0.3 } };
      const earlier = grid(4).map((row) => ({ ...row, revision: revision - 1 }));
      for (const seeds of seedsJudged([...grid(1), own, ...earlier])) assert.deepEqual(seeds, [1]);
    });
  }
});
