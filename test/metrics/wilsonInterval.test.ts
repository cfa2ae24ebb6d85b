import assert from "node:assert/strict";
import fc from "fast-check";
import { MetricError } from "../../src/metrics/metricError";
import { wilsonInterval } from "../../src/metrics/wilsonInterval";
import { agree } from "../support/agree";

const counts = fc
  .integer({ min: 1, max: 10_000 })
  .chain((trials) => fc.tuple(fc.integer({ min: 0, max: trials }), fc.constant(trials)));

describe("wilsonInterval", () => {
  it("has its closed form when nothing or everything succeeds", () => {
    const z = 1.959963984540054;
    const none = wilsonInterval(0, 10);
    assert.equal(none.low, 0);
    const agreement = { of: "wilsonInterval", with: "closed form" };
    agree(agreement, none.high, z ** 2 / (10 + z ** 2), 1e-12);
    const all = wilsonInterval(10, 10);
    assert.equal(all.high, 1);
    agree(agreement, all.low, 10 / (10 + z ** 2), 1e-12);
  });

  it("has bounds that the score test just does not reject", () => {
    fc.assert(
      fc.property(counts, ([successes, trials]) => {
        const share = successes / trials;
        const { low, high } = wilsonInterval(successes, trials, { z: 2 });
        assert.ok(0 <= low && low <= share && share <= high && high <= 1);
        for (const bound of [low, high]) {
          if (bound < 1e-9 || bound > 1 - 1e-9) continue;
          const score = Math.abs(share - bound) / Math.sqrt((bound * (1 - bound)) / trials);
          agree({ of: "wilsonInterval", with: "the score test" }, score, 2, 1e-6);
        }
      }),
    );
  });

  it("mirrors when successes and failures change places", () => {
    fc.assert(
      fc.property(counts, ([successes, trials]) => {
        const a = wilsonInterval(successes, trials);
        const b = wilsonInterval(trials - successes, trials);
        agree({ of: "wilsonInterval", with: "its mirror image" }, [a.low, a.high], [1 - b.high, 1 - b.low], 1e-12);
      }),
    );
  });

  it("refuses counts that are none", () => {
    assert.throws(
      () => wilsonInterval(5, 4),
      new MetricError("wilsonInterval: 5 successes of 4 trials; 0 <= successes <= trials and trials >= 1 are needed"),
    );
    for (const [successes, trials] of [
      [0, 0],
      [-1, 4],
      [NaN, 4],
    ])
      assert.throws(() => wilsonInterval(successes, trials), MetricError);
  });
});
