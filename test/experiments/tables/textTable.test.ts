import assert from "node:assert/strict";
import fc from "fast-check";
import { textTable, type TextColumn } from "../../../src/experiments/tables/textTable";

const columns: TextColumn[] = [
  { title: "τ", key: true },
  { title: "probe", align: "right" },
  { title: "note" },
  { title: "n", align: "right" },
];
const rows = [
  ["0.05", "41.2 ± 0.3", "low", "3"],
  ["0.5", "9 ± 12", "", "3"],
];

describe("textTable", () => {
  it("aligns words to the left and numbers to the right, without spaces at the end of a line", () => {
    assert.equal(
      textTable(
        columns.slice(0, 3),
        rows.map((row) => row.slice(0, 3)),
      ),
      "τ          probe  note\n────  ──────────  ────\n0.05  41.2 ± 0.3  low\n0.5       9 ± 12",
    );
  });

  it("goes on below, with its keys again, where the width ends", () => {
    assert.equal(
      textTable(columns, rows, { width: 17 }),
      [
        "τ          probe\n────  ──────────\n0.05  41.2 ± 0.3\n0.5       9 ± 12",
        "τ     note  n\n────  ────  ─\n0.05  low   3\n0.5         3",
      ].join("\n\n"),
    );
  });

  it("keeps every line within the width, and every cell, as long as keys and one column fit", () => {
    const cell = fc.string({ minLength: 1, maxLength: 9, unit: fc.constantFrom("a", "1", ".") });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell, cell, cell), { maxLength: 4 }),
        fc.integer({ min: 20, max: 60 }),
        (body, width) => {
          const heads = ["key", "a", "b", "c", "d"].map((title, at) => ({ title, key: at === 0 }));
          const text = textTable(heads, body, { width });
          for (const line of text.split("\n")) assert.ok(line.length <= width, text);
          const shown = text.split(/\s+/);
          for (const row of body) for (const value of row) assert.ok(shown.includes(value), `${value} in\n${text}`);
        },
      ),
    );
  });

  it("shows titles without rows, and keys without other columns", () => {
    assert.equal(textTable([{ title: "a", key: true }], []), "a\n─");
    assert.equal(textTable(columns.slice(0, 2), []), "τ  probe\n─  ─────");
  });

  it("refuses rows of another length", () => {
    assert.throws(
      () => textTable(columns, [rows[0], ["0.5", "9", ""]]),
      new RangeError("textTable: row 2 has 3 cells, but there are 4 columns"),
    );
  });
});
