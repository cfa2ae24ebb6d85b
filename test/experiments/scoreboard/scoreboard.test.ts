import assert from "node:assert/strict";
import { scoreboard } from "../../../src/experiments/scoreboard/scoreboard";
import type { ScoreboardRow } from "../../../src/experiments/scoreboard/scoreboardRow";
import type { Row } from "../../../src/ledger/row";
import { part, tinyClaims, tinyExperiment, tinyRow, tinyRows } from "./tinyClaims";

function judged(parts: ReturnType<typeof part>[], rows: readonly Row[] = tinyRows): ScoreboardRow[] {
  return scoreboard({ claims: tinyClaims, experiments: [tinyExperiment(parts)], rowsOf: () => rows });
}

describe("scoreboard", () => {
  it("has a row for every claim, with the verdict of the recorded runs, its expectation, effect, interval and seeds", () => {
    const [first, ...rest] = judged([part(2, "holds")]);
    assert.equal(first.claim, "X1");
    assert.deepEqual([first.verdict, first.expected, first.seeds], ["holds", "holds", [1, 2, 3]]);
    assert.ok(Math.abs((first.effect ?? NaN) - 5.2) < 1e-9);
    assert.ok(first.interval && first.interval.low > 4.9 && first.interval.high < 5.5);
    assert.deepEqual([first.unit, first.part, first.notebook], ["points", undefined, "simclr/91-tiny"]);
    assert.deepEqual(
      rest.map(({ claim, verdict, reason, notebook, seeds }) => [claim, verdict, reason, notebook, seeds]),
      [
        ["X2", "pending", "no experiment yet", "simclr/92", []],
        ["X3", "notRun", "too big", undefined, []],
      ],
    );
  });

  it("says how many runs there are instead of judging a grid that is not whole", () => {
    const [first] = judged([part(2, "holds")], tinyRows.slice(1));
    assert.deepEqual(
      [first.verdict, first.reason, first.effect, first.seeds],
      ["pending", "5 of 6 runs on record", undefined, []],
    );
  });

  it("does not count runs of other revisions, seeds or configurations, nor one run twice", () => {
    const others = [tinyRow(2, 1, 5, 1), tinyRow(1, 9, 5), tinyRow(3, 1, 5), tinyRows[0], tinyRows[0]];
    assert.equal(judged([part(2, "holds")], others)[0].reason, "1 of 6 runs on record");
  });

  it("lets a claim of several parts hold only when all do, and shows the first part that decides", () => {
    const both = judged([part(2, "holds"), part(3, "holds")])[0];
    assert.deepEqual([both.verdict, both.expected, both.part], ["holds", "holds", "gain above 2"]);
    const one = judged([part(2, "holds"), part(9, "refuted"), part(5.2, "notVisible")])[0];
    assert.deepEqual([one.verdict, one.expected, one.part], ["refuted", "refuted", "gain above 9"]);
    const unseen = judged([part(2, "holds"), part(5.2, "notVisible")])[0];
    assert.deepEqual([unseen.verdict, unseen.expected, unseen.part], ["notVisible", "notVisible", "gain above 5.2"]);
  });

  it("shows a verdict that is not the expected one as what it is", () => {
    const [first] = judged([part(9, "holds")]);
    assert.deepEqual([first.verdict, first.expected], ["refuted", "holds"]);
  });

  it("waits for all experiments that judge a claim", () => {
    const second = { ...tinyExperiment([part(3, "holds")]), id: "simclr/second" };
    const [first] = scoreboard({
      ...{ claims: tinyClaims, experiments: [tinyExperiment([part(2, "holds")]), second] },
      rowsOf: ({ id }) => (id === "simclr/second" ? [] : tinyRows),
    });
    assert.deepEqual([first.verdict, first.reason], ["pending", "6 of 12 runs on record"]);
  });

  it("can be printed as JSON", () => {
    assert.deepEqual(
      JSON.parse(JSON.stringify(judged([part(2, "holds")]))),
      judged([part(2, "holds")]).map((row) =>
        Object.fromEntries(Object.entries(row).filter(([, v]) => v !== undefined)),
      ),
    );
  });
});
