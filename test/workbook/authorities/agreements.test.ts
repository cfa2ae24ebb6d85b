import assert from "node:assert/strict";
import { joinAgreements, missingAuthorities, tableOfAgreements } from "../../../src/workbook/authorities/agreements";

const line = (of: string, authority: string, numbers: number, error: number, tolerance = 1e-5): string =>
  `${JSON.stringify({ of, with: authority, numbers, error, tolerance })}\n`;

describe("the table of authorities", () => {
  const lines =
    line("ntXent", "PyTorch 2", 3, 1e-7) +
    line("lars", "closed form", 1, 0, 1e-6) +
    line("ntXent", "PyTorch 2", 4, 3e-7, 1e-6);

  it("joins what several processes say about a pair: all numbers, the largest error, the largest tolerance", () => {
    assert.deepEqual(joinAgreements(lines), [
      { of: "ntXent", with: "PyTorch 2", numbers: 7, error: 3e-7, tolerance: 1e-5 },
      { of: "lars", with: "closed form", numbers: 1, error: 0, tolerance: 1e-6 },
    ]);
    assert.deepEqual(joinAgreements(""), []);
  });

  it("is Markdown, in the order of the numeric exports", () => {
    assert.equal(
      tableOfAgreements(joinAgreements(lines), ["lars", "ntXent"]),
      [
        "| export | authority | numbers | largest error | tolerance |",
        "| --- | --- | --- | --- | --- |",
        "| lars | closed form | 1 | 0 | 1.0e-6 |",
        "| ntXent | PyTorch 2 | 7 | 3.0e-7 | 1.0e-5 |",
      ].join("\n"),
    );
  });

  it("lacks exports that fewer than two authorities have judged", () => {
    const more = joinAgreements(lines + line("ntXent", "loops in float64", 1, 0));
    assert.deepEqual(missingAuthorities(more, ["ntXent", "lars", "cosine"]), [
      "lars: only closed form",
      "cosine: no authority",
    ]);
  });
});
