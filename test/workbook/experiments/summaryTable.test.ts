import assert from "node:assert/strict";
import { summaryTable } from "../../../src/workbook/experiments/summaryTable";
import { tinyRow } from "./support/tinyRow";

describe("summaryTable", () => {
  it("has a line for each configuration: what varies, mean and interval of each metric, and the seeds", () => {
    const rows = [1, 2, 3].flatMap((seed) =>
      [1, 2].map((factor) => tinyRow(seed, { value: factor * seed, half: seed / 2 }, { factor })),
    );
    // Of 1, 2, 3 the deviation is 1, so that half the interval is 4.303 / √3 = 2.48.
    assert.equal(
      summaryTable(rows, 80),
      [
        "factor      value       half  seeds",
        "──────  ─────────  ─────────  ─────",
        "1       2.0 ± 2.5  1.0 ± 1.2  1-3",
        "2       4.0 ± 5.0  1.0 ± 1.2  1-3",
      ].join("\n"),
    );
  });

  it("leaves a cell empty where no run has the metric, and a question mark where one seed has it", () => {
    const rows = [
      tinyRow(1, { value: 3 }),
      tinyRow(4, { other: 2 }, { factor: 2 }),
      tinyRow(5, { other: 4 }, { factor: 2 }),
    ];
    assert.equal(
      summaryTable(rows, 80),
      [
        "factor  value   other  seeds",
        "──────  ─────  ──────  ─────",
        "1       3 ± ?          1",
        "2              3 ± 13  4-5",
      ].join("\n"),
    );
  });

  it("names the configuration where only one of the grid is on record", () => {
    const table = summaryTable([tinyRow(1, { value: 3 }, { factor: 2 })], 80, [{ factor: 1 }, { factor: 2 }]);
    assert.match(table, /^factor .*\n.*\n2 /);
  });

  it("fits a narrow terminal", () => {
    const table = summaryTable(
      [tinyRow(1, { value: 1, half: 2 }), tinyRow(1, { value: 1, half: 2 }, { factor: 2 })],
      16,
    );
    for (const line of table.split("\n")) assert.ok(line.length <= 16, line);
    assert.equal(table.match(/^factor/gm)?.length, 3);
  });
});
