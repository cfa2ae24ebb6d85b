import assert from "node:assert/strict";
import { compareCurves, type Curve } from "../../../../src/workbook/bench/training/curves";

const curve = (name: string, ...losses: number[]): Curve => ({ name, losses });

describe("comparing loss curves", () => {
  const reference = curve("float64", 2, 2, 2, 2);

  it("measures ours by how far PyTorch is from itself, up to each step", () => {
    const ours = curve("ours", 2, 2.0002, 2, 2.02);
    const others = [curve("a", 2, 2.0001, 2, 2), curve("b", 2, 2, 2.001, 2)];
    const { table, worst, at } = compareCurves(reference, ours, others);
    assert.ok(Math.abs(worst - 20) < 1e-6);
    assert.equal(at, 4);
    assert.match(table, /^step +loss, float64 +ours +a +b +ours \/ yardstick\n1 +2\.000000 +0\.0e\+0 /);
    assert.match(table, /\n2 +2\.000000 +1\.0e-4 +5\.0e-5 +0\.0e\+0 +2\.00$/);
  });

  it("does not take what rounding may do for a difference", () => {
    const ours = curve("ours", 2 + 1e-6, 2, 2, 2);
    assert.ok(compareCurves(reference, ours, [curve("a", 2, 2, 2, 2)]).worst < 1);
  });
});
