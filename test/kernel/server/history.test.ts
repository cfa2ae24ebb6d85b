import assert from "node:assert/strict";
import { History } from "../../../src/kernel/server/history";

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
