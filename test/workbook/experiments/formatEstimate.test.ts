import assert from "node:assert/strict";
import { formatEstimate, numberFormat } from "../../../src/workbook/experiments/formatEstimate";

const around = (mean: number, half: number): string => formatEstimate(mean, { low: mean - half, high: mean + half });

describe("formatEstimate", () => {
  it("shows two digits of half the interval, and the mean to the same place", () => {
    assert.equal(around(47.3662, 0.5123), "47.37 ± 0.51");
    assert.equal(around(47.3662, 2.129), "47.4 ± 2.1");
    assert.equal(around(-512.6, 31.4), "-513 ± 31");
    assert.equal(around(512.6, 1234), "513 ± 1234");
    assert.equal(around(0.0001234, 0.0000021), "0.0001234 ± 0.0000021");
  });

  it("shows the longer half of an interval that is longer to one side, so that it covers both", () => {
    assert.equal(formatEstimate(10, { low: 9, high: 13 }), "10.0 ± 3.0");
    assert.equal(formatEstimate(10, { low: 7, high: 11 }), "10.0 ± 3.0");
  });

  it("says where there is no interval, and where it has no width", () => {
    assert.equal(formatEstimate(47.3662, { low: -Infinity, high: Infinity }), "47.37 ± ?");
    assert.equal(formatEstimate(47.3662, { low: 40, high: Infinity }), "47.37 ± ?");
    assert.equal(around(3, 0), "3 ± 0");
  });

  it("does not show many zeros of a small number", () => {
    assert.equal(around(1.5e-10, 2e-11), "1.50e-10 ± 2.00e-11");
    assert.equal(numberFormat(1e-9)(0), "0.00e+0");
  });
});
