import assert from "node:assert/strict";
import { scoreboardMarkdown } from "../../../src/experiments/scoreboard/scoreboardMarkdown";
import type { ScoreboardRow } from "../../../src/experiments/scoreboard/scoreboardRow";
import { countsOf, scoreboardText } from "../../../src/experiments/scoreboard/scoreboardText";

const text = {
  paper: "SimCLR",
  figure: "Table 5",
  statement: "a claim",
  paperValue: "64.4 | 60.7",
  scale: "V",
} as const;
const rows: ScoreboardRow[] = [
  {
    ...{ ...text, claim: "X1", verdict: "refuted", expected: "holds", effect: -1.5, unit: "points" },
    ...{ interval: { low: -2, high: -1 }, seeds: [1, 2, 3], notebook: "simclr/08-temperature", part: "second half" },
  },
  { ...text, claim: "X2", verdict: "pending", seeds: [], notebook: "simclr/09", reason: "no experiment yet" },
];

describe("scoreboardText", () => {
  it("is a table whose last line counts the verdicts, and says when one is not the expected one", () => {
    const lines = scoreboardText(rows, { width: 200 }).split("\n");
    assert.match(lines[2], /^X1 +refuted \(expected: holds\) +V +-1\.50 points \[-2\.00, -1\.00\], 3 seeds +Table 5: /);
    assert.match(lines[3], /^X2 +pending +V +no experiment yet .* simclr\/09$/);
    assert.equal(lines.at(-1), "2 claims: 1 refuted, 1 pending");
  });

  it("fits a narrow terminal", () => {
    const long = rows.map((row) => ({ ...row, paperValue: "so many words ".repeat(20) }));
    const widths = scoreboardText(long, { width: 80 })
      .split("\n")
      .map(({ length }) => length);
    assert.ok(Math.max(...widths) <= 80, `the longest line has ${Math.max(...widths)} characters`);
  });
});

describe("scoreboardMarkdown", () => {
  it("has a line for each claim, with bars escaped and a link where there is a notebook", () => {
    const linkOf = (name: string): string | undefined => (name.endsWith("temperature") ? `n/${name}.ipynb` : undefined);
    assert.equal(
      scoreboardMarkdown(rows, { linkOf }),
      [
        "| claim | the paper | here | verdict | notebook |",
        "| --- | --- | --- | --- | --- |",
        "| X1: a claim | Table 5: 64.4 \\| 60.7 | second half: -1.50 points [-2.00, -1.00], 3 seeds | **refuted** | [simclr/08-temperature](n/simclr/08-temperature.ipynb) |",
        "| X2: a claim | Table 5: 64.4 \\| 60.7 | no experiment yet | pending | simclr/09 |",
      ].join("\n"),
    );
  });

  it("has the scale too when all is asked for", () => {
    const [header, , first] = scoreboardMarkdown(rows, { full: true }).split("\n");
    assert.equal(header, "|  | claim | scale | the paper | here | verdict | notebook |");
    assert.ok(first.startsWith("| **X1** | a claim | V | Table 5: "));
  });
});

describe("countsOf", () => {
  it("names only verdicts that there are", () => {
    assert.equal(countsOf(rows), "2 claims: 1 refuted, 1 pending");
    assert.equal(countsOf([]), "0 claims: ");
  });
});
