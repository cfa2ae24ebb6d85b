import assert from "node:assert/strict";
import { measuredText } from "../../../src/experiments/scoreboard/measuredText";

const text = (effect: number, low: number, high: number): string =>
  measuredText({ effect, interval: { low, high }, unit: "points", seeds: [1, 2, 3] });

describe("measuredText", () => {
  it("is effect, unit, interval and seeds, with three digits of the largest number", () => {
    assert.equal(text(20.347, 19.149, 21.55), "20.3 points [19.1, 21.6], 3 seeds");
    assert.equal(text(0.1234, -0.01, 0.2), "0.123 points [-0.010, 0.200], 3 seeds");
    assert.equal(text(1234.5, 1200, 1300), "1235 points [1200, 1300], 3 seeds");
  });

  it("writes small numbers with an exponent, and zero without a sign", () => {
    assert.equal(measuredText({ effect: 2.34e-7, unit: "", seeds: [1] }), "2.3e-7, 1 seed");
    assert.equal(text(-0.001, -10, 10), "0.0 points [-10.0, 10.0], 3 seeds");
    assert.equal(measuredText({ effect: 0, unit: "nats", seeds: [1, 2] }), "0 nats, 2 seeds");
  });

  it("is the reason where nothing was measured", () => {
    assert.equal(measuredText({ seeds: [], reason: "5 of 6 runs on record" }), "5 of 6 runs on record");
  });
});
