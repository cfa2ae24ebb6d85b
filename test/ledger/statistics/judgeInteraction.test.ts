import assert from "node:assert/strict";
import { judgeInteraction } from "../../../src/ledger/statistics/judgeInteraction";
import { agree } from "../../support/agree";
import { numbersOf } from "./support/numbersOf";
import { scipy } from "./support/scipy";
import { effects } from "./support/seeds";
import { studentOfThree } from "./support/studentOfThree";

describe("judgeInteraction", () => {
  it("judges the difference of differences within each seed", () => {
    const { mean, low, high } = studentOfThree([10 - 4, 12 - 5, 9 - 1]);
    const judged = judgeInteraction(effects(10, 12, 9), effects(4, 5, 1));
    agree({ of: "judgeInteraction", with: "closed form" }, numbersOf(judged), [mean, low, high], 1e-12);
    assert.equal(judged.outcome, "holds");
    assert.equal(judgeInteraction(effects(4, 5, 1), effects(10, 12, 9)).outcome, "refuted");
  });
  it("equals SciPy's t test of it", () => {
    for (const { series, interaction } of scipy.designs) {
      const here = effects(...series.map(([a, b]) => a - b));
      const there = effects(...series.map(([a, , c]) => a - c));
      agree(
        { of: "judgeInteraction", with: "SciPy 1.17.1" },
        numbersOf(judgeInteraction(here, there)),
        interaction,
        1e-9,
      );
    }
  });
  it("pairs by seed, and leaves out seeds that one side lacks", () => {
    const here = [
      { seed: 7, effect: 10 },
      { seed: 2, effect: 20 },
      { seed: 3, effect: 99 },
    ];
    const there = [
      { seed: 2, effect: 1 },
      { seed: 7, effect: 2 },
    ];
    const { seeds, effect } = judgeInteraction(here, there);
    assert.deepEqual(seeds, [7, 2]);
    assert.equal(effect, (8 + 19) / 2);
  });
});
