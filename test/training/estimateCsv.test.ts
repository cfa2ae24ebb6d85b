import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { silentProgress } from "../../src/report/silentProgress";
import { estimate } from "../../src/training/estimate";
import { estimateCsv, type CsvColumns } from "../../src/training/estimateCsv";
import { TrainingError } from "../../src/training/trainingError";

describe("estimateCsv", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "estimate-"));
  const file = path.join(folder, "waves.csv");
  const rows = Array.from({ length: 80 }, (_, n) => [Math.sin(n), Math.cos(3 * n), Math.sin(n) + Math.sin(7 * n)]);
  const options = { method: "ksg", progress: silentProgress } as const;
  before(() => writeFileSync(file, ["a,b,c", ...rows.map((row) => row.join(","))].join("\n")));
  after(() => rmSync(folder, { recursive: true }));

  it("is estimate of the columns that are named", async () => {
    const fromFile = await estimateCsv(file, { x: ["b", "a"], y: "c" }, options);
    const fromRows = await estimate(
      rows.map(([a, b]) => [b, a]),
      rows.map(([, , c]) => c),
      options,
    );
    assert.deepEqual({ ...fromFile, seconds: 0 }, { ...fromRows, seconds: 0 });
  });

  it("names columns in its errors, and refuses one on both sides", async () => {
    const constant = path.join(folder, "constant.csv");
    writeFileSync(constant, ["a,b,c", ...rows.map(([a, b]) => [a, b, 5].join(","))].join("\n"));
    const refuses = (columns: CsvColumns, message: string, of = file): Promise<void> =>
      assert.rejects(estimateCsv(of, columns, options), new TrainingError(message));
    await refuses(
      { x: ["a", "b"], y: ["c", "a"] },
      "estimateCsv: column a is in x and in y, which would tell all about it",
    );
    await refuses({ x: ["b", "a", "b"], y: "c" }, "estimateCsv: x names column b twice");
    await refuses({ x: "a" } as CsvColumns, "estimateCsv: y names no column");
    await refuses({ x: [], y: "c" }, "estimateCsv: x names no column");
    await refuses(
      { x: "a", y: ["b", "c"] },
      "estimate: column c of y is 5 in every row; a constant tells nothing, leave it out",
      constant,
    );
  });
});
