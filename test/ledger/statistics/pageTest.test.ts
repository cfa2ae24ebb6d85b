import assert from "node:assert/strict";
import { pageTest } from "../../../src/ledger/statistics/pageTest";
import { StatisticsError } from "../../../src/ledger/statistics/statisticsError";
import { agree } from "../../support/agree";
import { scipy } from "./support/scipy";
import { series } from "./support/seeds";

describe("pageTest", () => {
  it("counts the orders of three settings in two seeds", () => {
    // L of one seed is 10, 11, 11, 13, 13 or 14; only 14 + 14 and the four 14 + 13 reach 27.
    const { statistic, rising, falling } = pageTest(series([1, 2, 3], [10, 30, 20]));
    agree({ of: "pageTest", with: "closed form" }, [statistic, rising, falling], [27, 5 / 36, 35 / 36], 1e-12);
  });
  it("equals SciPy's exact test", () => {
    for (const { series: values, statistic, rising, falling } of scipy.page) {
      const ours = pageTest(series(...values));
      const pair = { of: "pageTest", with: "SciPy 1.17.1" };
      agree(pair, [ours.statistic, ours.rising, ours.falling], [statistic, rising, falling], 1e-9);
    }
  });
  it("enumerates the orders of equal values as they are", () => {
    const tied = [
      [1, 1, 2, 3],
      [4, 6, 6, 6],
    ];
    const ranks = [
      [1.5, 1.5, 3, 4],
      [1, 3, 3, 3],
    ];
    const statistic = (of: number[][]): number =>
      of.reduce((sum, seed) => sum + seed.reduce((part, rank, n) => part + (n + 1) * rank, 0), 0);
    const all = orders(ranks[0]).flatMap((a) => orders(ranks[1]).map((b) => statistic([a, b])));
    const ours = pageTest(series(...tied));
    const own = statistic(ranks);
    const share = (count: number): number => count / all.length;
    agree(
      { of: "pageTest", with: "enumeration" },
      [ours.statistic, ours.rising, ours.falling],
      [own, share(all.filter((one) => one >= own).length), share(all.filter((one) => one <= own).length)],
      1e-12,
    );
  });
  it("sees nothing in settings that are all equal, or without seeds", () => {
    for (const none of [series([5, 5, 5], [7, 7, 7]), []]) {
      const { rising, falling } = pageTest(none);
      assert.ok(Math.abs(rising - 1) < 1e-12 && Math.abs(falling - 1) < 1e-12);
    }
  });
  it("refuses more settings than it can enumerate", () => {
    assert.throws(
      () => pageTest(series(Array.from({ length: 13 }, (_, n) => n))),
      new StatisticsError("pageTest: there are 13 settings; at most 12 are needed"),
    );
  });
});

function orders(values: number[]): number[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value, n) => orders(values.filter((_, other) => other !== n)).map((rest) => [value, ...rest]));
}
