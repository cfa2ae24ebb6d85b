import assert from "node:assert/strict";
import fc from "fast-check";
import { wrapText } from "../../../src/workbook/experiments/wrapText";

describe("wrapText", () => {
  it("breaks between words, and indents what comes after the first line", () => {
    assert.equal(wrapText("S1 holds: so it is", 12, "   "), "S1 holds: so\n   it is");
    assert.equal(wrapText("   paper: 0.5 or more", 14, "     "), "   paper: 0.5\n     or more");
    assert.equal(wrapText("one", 2), "one");
    assert.equal(wrapText("", 2), "");
  });

  it("keeps every word in its place, and every line of several words within the width", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ minLength: 1, maxLength: 8, unit: "grapheme-ascii" }).filter((word) => !/\s/.test(word)),
          { minLength: 1 },
        ),
        (words) => {
          const lines = wrapText(words.join(" "), 20, "  ").split("\n");
          assert.deepEqual(lines.join(" ").trim().split(/\s+/), words);
          for (const line of lines) assert.ok(line.length <= 20, line);
        },
      ),
    );
  });
});
