import assert from "node:assert/strict";
import type { Claim, LiveCheck } from "../../src/experiments/experiment";
import { ClaimError, liveOutcomes, requireExpected, type LiveOutcome } from "../../src/experiments/liveCheck";
import type { Row } from "../../src/ledger/row";

interface Gain {
  gain: number;
}

const claim = (expected: LiveCheck<object, Gain>["expected"]): Claim<object, Gain> => ({
  ...{ id: "X1", statement: "gain", paperValue: "3", unit: "points", expected: "holds" },
  judge: () => assert.fail("a live check judges nothing"),
  live: { effect: ([row]) => row.metrics.gain, threshold: 2, expected },
});

const rows = (gain: number): Row<object, Gain>[] => [
  {
    ...{ experiment: "x/y", revision: 1, profile: "quick", config: {}, seed: 1, metrics: { gain }, seconds: 1 },
    ...{ device: "cpu", threads: 1, versions: {}, date: "2026-01-01T00:00:00.000Z", commit: "0000000" },
  },
];

function live(expected: LiveCheck<object, Gain>["expected"], gain: number): LiveOutcome[] {
  return liveOutcomes({ claims: [claim(expected)] }, rows(gain));
}

describe("liveOutcomes", () => {
  it("lets a claim hold only above its threshold", () => {
    assert.equal(live("holds", 2.1)[0].outcome, "holds");
    assert.equal(live("holds", 2)[0].outcome, "refuted");
    assert.equal(live("holds", -3)[0].outcome, "refuted");
  });

  it("takes an effect that is not a number for no outcome at all", () => {
    for (const expected of ["holds", "refuted"] as const)
      assert.throws(
        () => live(expected, NaN),
        new ClaimError('X1: "gain" cannot be judged: the effect is NaN; a finite number is needed'),
      );
  });

  it("wants the rows of one seed", () => {
    const of = (...seeds: number[]) => seeds.map((seed) => ({ ...rows(3)[0], seed }));
    assert.equal(liveOutcomes({ claims: [claim("holds")] }, of(4, 4)).length, 1);
    assert.throws(
      () => liveOutcomes({ claims: [claim("holds")] }, of(1, 2, 1)),
      new RangeError("liveOutcomes: the rows are of the seeds 1, 2; those of one seed are needed"),
    );
    assert.throws(
      () => liveOutcomes({ claims: [claim("holds")] }, []),
      new RangeError("liveOutcomes: the rows are of no seed; those of one seed are needed"),
    );
  });

  it("passes over claims that a small run cannot show", () => {
    assert.deepEqual(liveOutcomes({ claims: [{ ...claim("holds"), live: undefined }] }, rows(3)), []);
  });
});

describe("requireExpected", () => {
  it("passes what came out as recorded, refuted claims included", () => {
    requireExpected(live("holds", 3));
    requireExpected(live("refuted", 1));
  });

  it("throws for every claim that came out otherwise, and says by how much", () => {
    assert.throws(
      () => requireExpected([...live("holds", 1), ...live("refuted", 3)]),
      new ClaimError(
        'X1: "gain" is on record as "holds" but came out as "refuted": the effect is 1.00, the threshold 2\n' +
          'X1: "gain" is on record as "refuted" but came out as "holds": the effect is 3.00, the threshold 2',
      ),
    );
  });
});
