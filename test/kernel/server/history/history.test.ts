import assert from "node:assert/strict";
import { History } from "../../../../src/kernel/server/history/history";
import type { HistoryRow } from "../../../../src/kernel/server/history/historyRow";

describe("history", () => {
  const history = new History();
  history.add({ line: 1, input: "const a = 1", output: null });
  history.add({ line: 2, input: "a + 1", output: "2" });
  history.add({ line: 3, input: "a + 2\n.toFixed()", output: "3" });
  history.add({ line: 4, input: "a + 1", output: "2" });
  const lines = (request: object): number[] => history.query({ output: false, ...request }).map(([, line]) => line);

  it("gives the last n inputs, with outputs on request", () => {
    assert.deepEqual(lines({ hist_access_type: "tail", n: 2 }), [3, 4]);
    assert.deepEqual(history.query({ hist_access_type: "tail", n: 1, output: true }), [[1, 4, ["a + 1", "2"]]]);
  });

  it("gives a range of this session, whose number is also 0, the end excluded", () => {
    assert.deepEqual(lines({ hist_access_type: "range", session: 0, start: 2, stop: 4 }), [2, 3]);
    assert.deepEqual(lines({ hist_access_type: "range", session: 1, start: 3 }), [3, 4]);
    assert.deepEqual(lines({ hist_access_type: "range", session: 7, start: 1 }), []);
  });

  it("searches by glob over whole inputs; unique keeps the newest of each", () => {
    assert.deepEqual(lines({ hist_access_type: "search", pattern: "a + ?" }), [2, 4]);
    assert.deepEqual(lines({ hist_access_type: "search", pattern: "*toFixed()" }), [3]);
    assert.deepEqual(lines({ hist_access_type: "search", pattern: "a + ?", unique: true }), [4]);
    assert.deepEqual(lines({ hist_access_type: "search", pattern: "*", n: 1 }), [4]);
    assert.deepEqual(lines({ hist_access_type: "search", pattern: "a.*" }), []);
  });
});

describe("history of several sessions", () => {
  const row = (session: string, line: number, input: string): HistoryRow => ({
    ...{ session, line, input, output: null, time: "2026-01-01T00:00:00.000Z" },
  });
  const rows = [row("a", 1, "a1"), row("b", 1, "b1"), row("a", 2, "a2"), row("c", 1, "c1")];
  const history = new History({ session: "b", file: { rows: () => rows, append: (added) => void rows.push(added) } });
  history.add({ line: 1, input: "b1", output: null });
  const query = (request: object): unknown[] => history.query({ output: false, ...request });

  it("numbers them in the order in which they appear, and gives them one after another", () => {
    assert.deepEqual(query({ hist_access_type: "tail" }), [
      [1, 1, "a1"],
      [1, 2, "a2"],
      [2, 1, "b1"],
      [3, 1, "c1"],
    ]);
  });

  it("counts ranges of negative sessions back from the present one", () => {
    assert.deepEqual(query({ hist_access_type: "range", session: 0 }), [[2, 1, "b1"]]);
    assert.deepEqual(query({ hist_access_type: "range", session: -1, start: 2 }), [[1, 2, "a2"]]);
    assert.deepEqual(query({ hist_access_type: "range", session: 3 }), [[3, 1, "c1"]]);
    assert.deepEqual(query({ hist_access_type: "range", session: -5 }), []);
  });

  it("remembers its own cells when the file does not", () => {
    const alone = new History({ session: "new", file: { rows: () => rows, append: () => undefined } });
    alone.add({ line: 1, input: "mine", output: null });
    assert.deepEqual(alone.query({ hist_access_type: "search", pattern: "mi*" }), [[4, 1, "mine"]]);
  });
});
