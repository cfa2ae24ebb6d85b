import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Draws } from "./support/draws";
import { powerCases } from "./support/powers";
import { happensAt, outcomes } from "./support/rates";

const root = path.resolve(__dirname, "../../../..");

/** In how many of 100 experiments a true claim holds, for 3, 5 and 10 seeds. */
const recorded = JSON.parse(readFileSync(path.join(root, "test/ledger/statistics/power.json"), "utf8")) as Record<
  string,
  Record<string, number>
>;

describe("the power of the judges", () => {
  it("is recorded for every case", () => {
    assert.deepEqual(
      Object.keys(recorded),
      powerCases.map(([name]) => name),
    );
  });
  it("is what power.json says", () => {
    for (const [name, judge] of powerCases)
      for (const [seeds, percent] of Object.entries(recorded[name])) {
        const trials = seeds === "10" ? 50 : 1000;
        const draws = new Draws(Number(seeds));
        const { holds } = outcomes(trials, () => judge(draws, Number(seeds)));
        happensAt(Math.min(0.995, Math.max(0.005, percent / 100)), holds, trials, `${name}, ${seeds} seeds`);
      }
  }).timeout(60_000);
});
