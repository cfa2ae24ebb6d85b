import assert from "node:assert/strict";
import { meanWithInterval } from "../../../src/experiments/tables/meanWithInterval";

describe("meanWithInterval", () => {
  it("is the mean and Student's half width, both rounded alike", () => {
    // 47.9, 47.29, 46.91: deviation 0.4993, times 4.303 / sqrt(3).
    assert.equal(meanWithInterval([47.9, 47.29, 46.91]), "47.4 ± 1.2");
    // 1 and 2: 12.706 * 0.7071 / sqrt(2).
    assert.equal(meanWithInterval([1, 2]), "1.50 ± 6.35");
  });

  it("leaves out an interval that bounds nothing", () => {
    assert.equal(meanWithInterval([1234.4]), "1234");
    assert.equal(meanWithInterval([0.5, 0.5, 0.5]), "0.500");
  });
});
