import assert from "node:assert/strict";
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { experiments } from "../../src/experiments/registry";
import { LedgerError } from "../../src/ledger/ledgerError";
import { type Row, sameRun } from "../../src/ledger/row";
import { appendRow, readRows, rowsFile } from "../../src/ledger/rows";

const row = (seed: number): Row => ({
  experiment: "simclr/example",
  revision: 1,
  profile: "quick",
  config: { epochs: 2, images: 10 },
  seed,
  metrics: { accuracy: 0.5 },
  seconds: 1,
  device: "cpu",
  threads: 2,
  versions: { node: "20" },
  date: "2026-01-01T00:00:00.000Z",
  commit: "0000000",
});

describe("recorded runs", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "ledger-"));
    file = rowsFile("simclr/example", "quick", folder);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("come back as they were appended", () => {
    assert.deepEqual(readRows(file), []);
    appendRow(file, row(1));
    appendRow(file, row(2));
    assert.deepEqual(readRows(file), [row(1), row(2)]);
    assert.equal(path.relative(folder, file), path.join("data", "results", "simclr", "example.quick.jsonl"));
  });

  it("survive a last line that was torn, which is named", () => {
    appendRow(file, row(1));
    appendFileSync(file, '{"experiment":"simc');
    appendRow(file, row(2));
    assert.throws(
      () => readRows(file),
      new LedgerError("readRows: line 2 of example.quick.jsonl is not JSON; mend or remove that line"),
    );
    assert.deepEqual(JSON.parse(readFileSync(file, "utf8").split("\n")[2]), row(2));
  });

  it("are of the same run when what was asked for is the same, in whatever order it was written", () => {
    assert.ok(sameRun(row(1), { ...row(1), config: { images: 10, epochs: 2 } }));
    assert.ok(!sameRun(row(1), row(2)));
    assert.ok(!sameRun(row(1), { ...row(1), revision: 2 }));
    assert.ok(!sameRun(row(1), { ...row(1), config: { images: 10, epochs: 3 } }));
  });
});

describe("the committed runs", () => {
  const results = path.resolve(__dirname, "../../../data/results");
  const names = existsSync(results) ? readdirSync(results, { recursive: true, encoding: "utf8" }) : [];
  const files = names.filter((name) => name.endsWith(".jsonl"));

  it("are each of a known experiment, with every metric a finite number", () => {
    assert.ok(files.length > 0);
    for (const name of files)
      for (const recorded of readRows(path.join(results, name))) {
        const experiment = experiments.find(({ id }) => id === recorded.experiment);
        assert.ok(experiment, `${name}: ${recorded.experiment} is not an experiment`);
        assert.equal(name, `${recorded.experiment}.${recorded.profile}.jsonl`);
        assert.ok(Number.isInteger(recorded.seed) && recorded.seconds > 0, name);
        for (const [metric, value] of Object.entries(recorded.metrics))
          assert.ok(Number.isFinite(value), `${name} ${metric}`);
      }
  });
});
