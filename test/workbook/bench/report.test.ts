import assert from "node:assert/strict";
import { reportWork, tableOf } from "../../../src/workbook/bench/report";
import type { Measured } from "../../../src/workbook/bench/runWork";
import type { Measure, Summary, Work } from "../../../src/workbook/bench/work";

const workOf = (measure: Measure, summaries: readonly Summary[]): Work => ({
  name: "toy/1",
  title: "a toy",
  golden: { kind: "mine" },
  measure,
  contenders: [],
  summaries,
});
const of = (name: string, ...values: number[]): Measured => ({ name, values, threads: 2, settings: { workers: 1 } });

describe("the report of the bench", () => {
  it("gives medians, ranges, ratios and targets in a table", () => {
    const summaries: Summary[] = [
      { label: "theirs / ours", of: "theirs", over: ["ours"], target: { atLeast: 1.5 } },
      { label: "ours", of: "ours", target: { atMost: 9 } },
    ];
    const report = reportWork(workOf("time", summaries), [of("ours", 12, 8, 10), of("theirs", 1200, 1800, 2000)]);
    assert.equal(
      tableOf(report),
      [
        "toy/1: a toy",
        "                 median ms  range          settings",
        "  ours           10.00      8.000 - 12.00  workers 1, threads 2",
        "  theirs         1800       1200 - 2000    workers 1, threads 2",
        "  theirs / ours  200.0      target >= 1.5  reached",
        "  ours           10.00      target <= 9    not reached",
      ].join("\n"),
    );
  });

  it("divides by the best of several: the smallest time, the highest rate", () => {
    const best = { label: "share", of: "step", over: ["a", "b"], target: { atLeast: 0.8 } };
    const measured = [of("step", 90), of("a", 100), of("b", 120)];
    const [share] = reportWork(workOf("rate", [best]), measured).summaries;
    assert.equal(share.value, 0.75);
    assert.equal(share.reached, false);
    assert.equal(reportWork(workOf("time", [best]), measured).summaries[0].value, 0.9);
  });

  it("survives JSON", () => {
    const report = reportWork(workOf("memory", []), [of("ours", 512.5)]);
    assert.deepEqual(JSON.parse(JSON.stringify(report)), report);
    assert.equal(report.unit, "MiB");
  });
});
