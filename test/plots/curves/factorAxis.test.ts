import assert from "node:assert/strict";
import { factorAxis } from "../../../src/plots/curves/factorAxis";

describe("the axis of a factor", () => {
  it("leaves out the label that would touch the one before it, and keeps its tick", () => {
    const axis = factorAxis("f", [100, 0.1, 0.11, 1, 1], "log", 300) as { tickvals: number[]; ticktext: string[] };
    assert.deepEqual(axis.tickvals, [0.1, 0.11, 1, 100]);
    assert.deepEqual(axis.ticktext, ["0.1", "", "1", "100"]);
    const wide = factorAxis("f", [100, 0.1, 0.11, 1], "log", 3000) as { ticktext: string[] };
    assert.deepEqual(wide.ticktext, ["0.1", "0.11", "1", "100"]);
  });

  it("orders numbers by size and texts as they come", () => {
    const { categoryarray } = factorAxis("f", ["b", 10, 9, "a"], "ordered", 300) as { categoryarray: string[] };
    assert.deepEqual(categoryarray, ["9", "10", "b", "a"]);
  });

  it("leaves the ticks of many values to plotly", () => {
    const values = Array.from({ length: 13 }, (_, i) => i + 1);
    assert.deepEqual(factorAxis("f", values, "log", 300), { type: "log" });
    assert.deepEqual(factorAxis("f", [1, 2], "linear", 300), { type: "linear" });
  });
});
