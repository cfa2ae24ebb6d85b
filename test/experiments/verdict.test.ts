import assert from "node:assert/strict";
import type { Claim } from "../../src/experiments/experiment";
import { ClaimError, judge, requireExpected } from "../../src/experiments/verdict";

const claim = (expected: Claim<{ gain: number }>["expected"]): Claim<{ gain: number }> => ({
  id: "X1",
  statement: "gain",
  threshold: 2,
  expected,
  effect: ({ gain }) => gain,
});

describe("judge", () => {
  it("lets a claim hold only above its threshold", () => {
    const outcome = (gain: number): string => judge([claim("holds")], { gain })[0].outcome;
    assert.equal(outcome(2.1), "holds");
    assert.equal(outcome(2), "refuted");
    assert.equal(outcome(-3), "refuted");
  });

  it("refutes a claim whose effect is not a number", () => {
    assert.equal(judge([claim("holds")], { gain: NaN })[0].outcome, "refuted");
  });
});

describe("requireExpected", () => {
  it("passes what came out as recorded, refuted claims included", () => {
    requireExpected(judge([claim("holds")], { gain: 3 }));
    requireExpected(judge([claim("refuted")], { gain: 1 }));
  });

  it("throws for every claim that came out otherwise, and says by how much", () => {
    const verdicts = [...judge([claim("holds")], { gain: 1 }), ...judge([claim("refuted")], { gain: 3 })];
    assert.throws(
      () => requireExpected(verdicts),
      new ClaimError(
        'X1: "gain" is on record as "holds" but came out as "refuted": the effect is 1.00, the threshold 2\n' +
          'X1: "gain" is on record as "refuted" but came out as "holds": the effect is 3.00, the threshold 2',
      ),
    );
  });
});
