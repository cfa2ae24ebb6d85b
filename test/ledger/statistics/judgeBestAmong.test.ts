import assert from "node:assert/strict";
import { judgeBestAmong } from "../../../src/ledger/statistics/judgeBestAmong";
import { StatisticsError } from "../../../src/ledger/statistics/statisticsError";
import { agree } from "../../support/agree";
import { numbersOf } from "./support/numbersOf";
import { scipy } from "./support/scipy";
import { series } from "./support/seeds";
import { studentOfThree } from "./support/studentOfThree";

const groups = series([60, 70, 65, 61, 58], [50, 60.1, 55, 51.2, 48], [55, 65.2, 60, 55.7, 53.5]);
const among = [4, 1, 2];
const against = [0, 3];

describe("judgeBestAmong", () => {
  it("gives the lead of the best of some settings over the best of others, shared among the former", () => {
    const leads = among.map((j) => against.map((k) => groups.map(({ values }) => values[j] - values[k])));
    const best = (of: (values: number[]) => number): number =>
      Math.max(...leads.map((lead) => Math.min(...lead.map(of))));
    const expected = [
      best((values) => studentOfThree(values).mean),
      best((values) => studentOfThree(values, 0.025 / 3).low),
      best((values) => studentOfThree(values, 0.025 / 2).high),
    ];
    const judged = numbersOf(judgeBestAmong(groups, { among, against }));
    agree({ of: "judgeBestAmong", with: "closed form" }, judged, expected, 1e-12);
  });
  it("equals SciPy's t tests, be it of one setting against all others or of inner ones against both ends", () => {
    for (const { series: values, best, lead, inner } of scipy.designs) {
      const settings = values[0].map((_, n) => n);
      const ends = [0, settings.length - 1];
      const judge = (one: number[], other: number[]): number[] =>
        numbersOf(judgeBestAmong(series(...values), { among: one, against: other }));
      const without = (left: number[]): number[] => settings.filter((n) => !left.includes(n));
      agree({ of: "judgeBestAmong", with: "SciPy 1.17.1" }, judge([best], without([best])), lead, 1e-9);
      agree({ of: "judgeBestAmong", with: "SciPy 1.17.1" }, judge(without(ends), ends), inner, 1e-9);
    }
  });
  it("holds where one of the former is above all the latter, and is refuted where one of the latter is above all", () => {
    assert.equal(judgeBestAmong(groups, { among, against }).outcome, "holds");
    assert.equal(judgeBestAmong(groups, { among: against, against: among }).outcome, "refuted");
    assert.equal(judgeBestAmong(groups, { among: [0, 1], against: [4], of: "smallest" }).outcome, "refuted");
    assert.equal(judgeBestAmong(groups, { among: [0, 3], against: [1, 2], of: "smallest" }).outcome, "holds");
    assert.equal(judgeBestAmong(series([1, 5], [2, 1], [3, 3]), { among: [0], against: [1] }).outcome, "notVisible");
    assert.equal(judgeBestAmong([], { among, against }).outcome, "notVisible");
  });
  it("asks for settings that are there", () => {
    const refuse = (options: { among: number[]; against: number[] }, message: string): void =>
      assert.throws(() => judgeBestAmong(groups, options), new StatisticsError(`judgeBestAmong: ${message}`));
    refuse({ among: [7], against }, "setting 7 is not there; numbers from 0 to 4 are needed");
    refuse({ among, against: [1.5] }, "setting 1.5 is not there; numbers from 0 to 4 are needed");
    refuse({ among: [], against }, "among is empty; at least 1 setting is needed");
    refuse({ among, against: [] }, "against is empty; at least 1 setting is needed");
  });
});
