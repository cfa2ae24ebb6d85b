import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { LedgerError } from "../../src/ledger/ledgerError";
import { sameRun } from "../../src/ledger/row";
import { appendRow, readRows, rowsFile } from "../../src/ledger/rows";
import { exampleRow as row } from "./exampleRow";

describe("recorded runs", () => {
  let folder: string;
  let file: string;
  let warnings: string[];
  const onWarning = (warning: string): void => void warnings.push(warning);
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "ledger-"));
    file = rowsFile("simclr/example", "quick", folder);
    warnings = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const besides = (): string[] => readdirSync(path.dirname(file)).filter((name) => name !== path.basename(file));

  it("come back as they were appended, with nothing beside the file", () => {
    assert.deepEqual(readRows(file), []);
    appendRow(file, row(1));
    appendRow(file, row(2));
    assert.deepEqual(readRows(file), [row(1), row(2)]);
    assert.equal(path.relative(folder, file), path.join("data", "results", "simclr", "example.quick.jsonl"));
    assert.deepEqual(besides(), []);
  });

  it("lose a last line that was cut off to a file beside them, with a warning that says what it was", () => {
    appendRow(file, row(1));
    appendFileSync(file, '{"experiment":"simc');
    assert.deepEqual(readRows(file, { onWarning }), [row(1)]);
    const told =
      'the last line of example.quick.jsonl was cut off after 19 bytes ({"experiment":"simc); ' +
      "it is kept in example.quick.jsonl.torn, and its run counts as not recorded";
    assert.deepEqual(warnings, [`readRows: ${told}`]);
    assert.equal(readFileSync(`${file}.torn`, "utf8"), '{"experiment":"simc\n');
    assert.equal(readFileSync(file, "utf8"), `${JSON.stringify(row(1))}\n`);
    appendFileSync(file, '{"experiment":"simc');
    appendRow(file, row(2), { onWarning });
    assert.deepEqual(warnings.slice(1), [`appendRow: ${told}`]);
    assert.deepEqual(readRows(file, { onWarning }), [row(1), row(2)]);
    assert.equal(readFileSync(`${file}.torn`, "utf8"), '{"experiment":"simc\n{"experiment":"simc\n');
    assert.equal(warnings.length, 2);
  });

  it("are told apart from a fragment at whatever byte the last line was cut off", () => {
    const all = Buffer.from(`${JSON.stringify({ ...row(1), device: "prüfstand" })}\n`);
    const within = all.indexOf("ü") + 1;
    appendRow(file, row(2));
    const before = readFileSync(file);
    for (const kept of [1, 2, 100, within, all.length - 3, all.length - 2, all.length - 1]) {
      writeFileSync(file, Buffer.concat([before, all.subarray(0, kept)]));
      // Of the longest only the end is missing.
      assert.equal(readRows(file, { onWarning }).length, kept === all.length - 1 ? 2 : 1);
    }
    assert.equal(warnings.length, 6);
    const fragments = readFileSync(`${file}.torn`);
    assert.ok(
      fragments.includes(Buffer.concat([all.subarray(0, within), Buffer.from("\n")])),
      "half of a letter is kept",
    );
  });

  it("are refused when a line in the middle is damaged, which is named", () => {
    appendRow(file, row(1));
    appendFileSync(file, '{"experiment":"simc\n');
    appendRow(file, row(2));
    assert.throws(
      () => readRows(file),
      new LedgerError("readRows: line 2 of example.quick.jsonl is not JSON; mend or remove that line"),
    );
    rmSync(file);
    appendRow(file, row(1));
    appendFileSync(file, `${JSON.stringify({ ...row(2), seed: "2" })}\n`);
    assert.throws(
      () => readRows(file),
      new LedgerError('readRows: line 2 of example.quick.jsonl: seed is "2"; a whole number from 0 is needed'),
    );
  });

  it("are refused when a metric is no number, before anything is written", () => {
    for (const value of [NaN, Infinity, -Infinity])
      assert.throws(
        () => appendRow(file, { ...row(1), metrics: { loss: value } }),
        new LedgerError(`appendRow: metrics.loss is ${value}; a finite number is needed`),
      );
    assert.ok(!existsSync(file));
  });

  it("leave the file as it was when there is no room for all of a row", () => {
    appendRow(file, row(1));
    const rows = require.resolve("../../src/ledger/rows");
    const long = { ...row(2), config: { text: "x".repeat(3000) } };
    const script =
      `try { require(${JSON.stringify(rows)}).appendRow(${JSON.stringify(file)}, ${JSON.stringify(long)}) } ` +
      `catch (error) { console.log(error.name + ": " + error.message) }`;
    // No file may be longer than 2 KB, and the process is told so by an error instead of being killed.
    const limited = `trap '' XFSZ; ulimit -f 2; exec "$0" -e "$1"`;
    const { stdout } = spawnSync("bash", ["-c", limited, process.execPath, script], { encoding: "utf8" });
    assert.equal(
      stdout.trim(),
      "LedgerError: appendRow: example.quick.jsonl cannot be written (EFBIG: file too large, write)",
    );
    assert.equal(readFileSync(file, "utf8"), `${JSON.stringify(row(1))}\n`);
    assert.deepEqual(besides(), []);
  });

  it("are of the same run when what was asked for is the same, in whatever order it was written", () => {
    assert.ok(sameRun(row(1), { ...row(1), config: { images: 10, epochs: 2 } }));
    assert.ok(!sameRun(row(1), row(2)));
    assert.ok(!sameRun(row(1), { ...row(1), revision: 2 }));
    assert.ok(!sameRun(row(1), { ...row(1), config: { images: 10, epochs: 3 } }));
  });
});
