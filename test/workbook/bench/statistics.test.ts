import assert from "node:assert/strict";
import { medianRatio } from "../../../src/workbook/bench/statistics";

describe("the statistics of the bench", () => {
  it("compare within rounds, so that a slow round does not count", () => {
    assert.equal(medianRatio([20, 200, 22], [10, 100, 2]), 2);
  });
});
