import assert from "node:assert/strict";
import fc from "fast-check";
import { toCodePoints, toUnits } from "../../../src/kernel/session/codePoints";

const text = fc.string({ unit: "grapheme" });

describe("code points", () => {
  it("counts as the string's own iterator does", () => {
    fc.assert(
      fc.property(text, fc.nat(40), (string, count) => {
        const points = [...string].slice(0, count);
        assert.equal(toUnits(string, count), points.join("").length);
        assert.equal(toCodePoints(string, points.join("").length), points.length);
      }),
    );
  });

  it("stays inside the text", () => {
    assert.equal(toUnits("🔥", 9), 2);
    assert.equal(toCodePoints("🔥", 9), 1);
  });
});
