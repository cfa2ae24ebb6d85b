import assert from "node:assert/strict";
import { judgeBest } from "../../../src/ledger/statistics/judgeBest";
import { StatisticsError } from "../../../src/ledger/statistics/statisticsError";
import { agree } from "../../support/agree";
import { numbersOf } from "./support/numbersOf";
import { scipy } from "./support/scipy";
import { series } from "./support/seeds";
import { studentOfThree } from "./support/studentOfThree";

const clear = series([60, 70, 65, 55], [50, 60.1, 55, 45], [55, 65.2, 60, 50.3]);

describe("judgeBest", () => {
  it("gives the lead over the next best setting, with the interval of all comparisons", () => {
    const leads = [0, 2, 3].map((other) => clear.map(({ values }) => values[1] - values[other]));
    const expected = [
      Math.min(...leads.map((values) => studentOfThree(values).mean)),
      Math.min(...leads.map((values) => studentOfThree(values).low)),
      Math.min(...leads.map((values) => studentOfThree(values, 0.025 / 3).high)),
    ];
    const judged = judgeBest(clear, { best: 1, equalNoise: false });
    agree({ of: "judgeBest", with: "closed form" }, numbersOf(judged), expected, 1e-12);
  });
  it("equals SciPy's t tests of the leads", () => {
    for (const { series: values, best, lead } of scipy.designs)
      agree({ of: "judgeBest", with: "SciPy 1.17.1" }, numbersOf(judgeBest(series(...values), { best })), lead, 1e-9);
  });
  it("estimates equal noise from all settings together, as SciPy's t with (n-1)(k-1) degrees of freedom does", () => {
    for (const { series: values, low } of scipy.equalNoise) {
      // Far ahead of all others but the second: the lead over that one has the lower end.
      const ahead = values.map(([first, second, ...rest]) => [first + 50, second, ...rest.map((value) => value - 500)]);
      const [, ours] = numbersOf(judgeBest(series(...ahead), { best: 0, equalNoise: true }));
      agree({ of: "judgeBest", with: "SciPy 1.17.1" }, ours, low + 50, 1e-9);
    }
  });
  it("holds for the best setting, is refuted for another, and cannot see the better of two alike", () => {
    assert.equal(judgeBest(clear, { best: 1, equalNoise: true }).outcome, "holds");
    assert.equal(judgeBest(clear, { best: 2, equalNoise: true }).outcome, "refuted");
    assert.equal(judgeBest(clear, { best: 3, of: "smallest", equalNoise: true }).outcome, "holds");
    assert.equal(
      judgeBest(series([1, 2, 9], [3, 1, 9], [2, 2.5, 9]), { best: 0, of: "smallest" }).outcome,
      "notVisible",
    );
  });
  it("cannot see anything without a seed or with one", () => {
    assert.deepEqual(judgeBest([], { best: 0 }), { outcome: "notVisible", effect: NaN, seeds: [] });
    const one = judgeBest(clear.slice(0, 1), { best: 1, equalNoise: true });
    assert.deepEqual(one, { outcome: "notVisible", effect: 5, seeds: [1] });
  });
  it("refuses a setting that is none, and seeds that do not fit together", () => {
    const refuses = (judge: () => unknown, message: string): void => assert.throws(judge, new StatisticsError(message));
    refuses(() => judgeBest(clear, { best: 4 }), "judgeBest: best is 4; a whole number from 0 to 3 is needed");
    refuses(() => judgeBest(series([1]), { best: 0 }), "judgeBest: there are 1 settings; at least 2 are needed");
    refuses(
      () => judgeBest(series([1, 2], [1, 2, 3]), { best: 0 }),
      "judgeBest: seed 2 has 3 settings but seed 1 has 2; every seed needs the same ones",
    );
    refuses(
      () => judgeBest(series([1, 2], [1, Infinity]), { best: 0 }),
      "judgeBest: seed 2 shows Infinity; a finite number is needed",
    );
  });
});
