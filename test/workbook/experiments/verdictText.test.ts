import assert from "node:assert/strict";
import type { Verdict } from "../../../src/ledger/verdict";
import { verdictText } from "../../../src/workbook/experiments/verdictText";

const verdict: Verdict = {
  ...{ claim: "S1", statement: "pretrained h - raw pixels", paperValue: "10 (ImageNet)", unit: "points" },
  ...{
    expected: "holds",
    outcome: "holds",
    effect: 20.6921,
    interval: { low: 18.134, high: 23.2496 },
    seeds: [1, 2, 3],
  },
};
const text = (more: Partial<Verdict>, compare = true): string =>
  verdictText({ ...verdict, ...more }, { width: 200, compare });

describe("verdictText", () => {
  it("gives outcome, effect, interval, seeds and the paper's value, to the digits that are known", () => {
    assert.equal(
      text({}),
      "S1 holds: pretrained h - raw pixels: 20.7 points, 95% interval 18.1 to 23.2, seeds 1-3\n   paper: 10 (ImageNet)",
    );
    assert.match(
      text({ interval: { low: 20.1, high: Infinity } }),
      /: 20\.69 points, 95% interval 20\.10 to unbounded,/,
    );
    assert.match(text({ interval: undefined, effect: 1e-7 }), /: 1e-7 points, seeds 1-3\n/);
  });

  it("says when it came out otherwise than the record has it, at the size that is on record", () => {
    assert.match(text({ outcome: "notVisible" }), /^S1 is not visible, BUT ON RECORD IT HOLDS: pretrained/);
    assert.match(text({ outcome: "notVisible" }, false), /^S1 is not visible: pretrained/);
    assert.match(text({ outcome: "refuted", expected: "refuted" }), /^S1 is refuted: pretrained/);
  });

  it("calls no claim judged that no seed can judge", () => {
    const nothing = text({ seeds: [], effect: NaN, outcome: "notVisible", interval: undefined });
    assert.equal(
      nothing,
      "S1 is not judged: pretrained h - raw pixels: no seed has all the runs that it needs\n   paper: 10 (ImageNet)",
    );
  });

  it("keeps to the width", () => {
    for (const line of verdictText(verdict, { width: 40, compare: true }).split("\n"))
      assert.ok(line.length <= 40, line);
  });
});
