import assert from "node:assert/strict";
import { fittedRise } from "../../../src/ledger/statistics/fittedRise";
import { meanOf } from "../../../src/ledger/statistics/meanOf";
import { StatisticsError } from "../../../src/ledger/statistics/statisticsError";
import { agree } from "../../support/agree";
import { scipy } from "./support/scipy";

describe("fittedRise", () => {
  it("is the difference of the ends for two settings, and for three, whatever the middle", () => {
    agree(
      { of: "fittedRise", with: "closed form" },
      [fittedRise([3, 5]), fittedRise([1, 100, 4]), fittedRise([9, 2, 1])],
      [2, 3, -8],
      1e-12,
    );
  });
  it("needs two values", () => {
    for (const values of [[], [5]])
      assert.throws(
        () => fittedRise(values),
        new StatisticsError(`fittedRise: there are ${values.length} values; at least 2 are needed`),
      );
  });
  it("is that of a line, and of SciPy's regression", () => {
    assert.ok(Math.abs(fittedRise([1, 1.5, 2, 2.5, 3]) - 2) < 1e-12);
    for (const { series, rise } of scipy.designs)
      agree({ of: "fittedRise", with: "SciPy 1.17.1" }, [meanOf(series.map(fittedRise))], [rise[0]], 1e-9);
  });
});
