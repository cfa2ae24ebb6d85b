import assert from "node:assert/strict";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HistoryFile } from "../../../../src/kernel/server/history/historyFile";
import { historyPath } from "../../../../src/kernel/server/history/historyPath";
import type { HistoryRow } from "../../../../src/kernel/server/history/historyRow";

describe("the file of the history", () => {
  let folder: string;
  let path: string;
  let logged: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "contrastbook-history-"));
    path = join(folder, "deep", "history.jsonl");
    logged = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const open = (maxBytes?: number): HistoryFile =>
    new HistoryFile(path, { maxBytes, log: (line) => logged.push(line) });
  const row = (input: string, output: string | null = null): HistoryRow => ({
    ...{ session: "s", line: 1, input, output, time: "2026-01-01T00:00:00.000Z" },
  });
  const inputs = (file = open()): string[] => file.rows().map(({ input }) => input);

  it("keeps what several kernels write, in order, for its owner only", () => {
    const [one, other] = [open(), open()];
    one.append(row("1\n2", "x"));
    other.append(row("🙂"));
    one.append(row("3"));
    assert.deepEqual(inputs(other), ["1\n2", "🙂", "3"]);
    assert.deepEqual(one.rows()[0], row("1\n2", "x"));
    assert.equal(statSync(path).mode & 0o777, 0o600);
  });

  it("leaves out what is torn or foreign, and nothing else", () => {
    open().append(row("whole"));
    appendFileSync(path, '\n{"session":"s","line":1,"inp');
    open().append(row("after"));
    appendFileSync(path, '\n{"session":1}\nnull\n7\n');
    assert.deepEqual(inputs(), ["whole", "after"]);
  });

  it("loses its oldest rows when it grows too long, and leaves no lock", () => {
    const file = open(2000);
    for (let n = 0; n < 100; n++) file.append(row(`cell ${n}`));
    const kept = inputs();
    assert.ok(statSync(path).size <= 2000);
    assert.equal(kept.at(-1), "cell 99");
    assert.ok(kept.length >= 8, `${kept.length} rows`);
    assert.deepEqual(
      kept,
      Array.from({ length: kept.length }, (_, at) => `cell ${100 - kept.length + at}`),
    );
    assert.equal(existsSync(`${path}.lock`), false);
  });

  it("does not lose all others to one row that is too long by itself", () => {
    const file = open(2000);
    for (const input of ["1", "x".repeat(1500), "2", "y".repeat(1500), "3"]) file.append(row(input));
    assert.deepEqual(inputs(), ["1", "2", "3"]);
  });

  it("waits with that while another kernel is at it, and not for one that was killed", () => {
    open().append(row("1"));
    writeFileSync(`${path}.lock`, "");
    open(250).append(row("2"));
    open(250).append(row("3"));
    assert.deepEqual(inputs(), ["1", "2", "3"]);
    utimesSync(`${path}.lock`, 0, 0);
    open(250).append(row("4"));
    assert.deepEqual([inputs(), existsSync(`${path}.lock`)], [["4"], false]);
  });

  it("keeps the beginning of a long result", () => {
    open().append(row("x", "y".repeat(10_000)));
    assert.equal(open().rows()[0]?.output?.length, 4001);
  });

  it("is done without where it cannot be written, with one line in the log", () => {
    mkdirSync(path, { recursive: true });
    const file = open();
    file.append(row("1"));
    file.append(row("2"));
    assert.deepEqual(file.rows(), []);
    assert.equal(logged.length, 1);
    assert.match(
      logged[0] ?? "",
      /^history: .*history\.jsonl cannot be used, so only this session is remembered: EISDIR/,
    );
  });

  it("is not there at first, which is no fault", () => {
    assert.deepEqual(open().rows(), []);
    assert.deepEqual(logged, []);
  });

  it("lies where CONTRASTBOOK_HISTORY says, nowhere if that is off, else among Jupyter's data", () => {
    assert.equal(historyPath({ CONTRASTBOOK_HISTORY: "/h/x.jsonl", HOME: "/home/ada" }), "/h/x.jsonl");
    assert.equal(historyPath({ CONTRASTBOOK_HISTORY: "off", HOME: "/home/ada" }), undefined);
    assert.equal(historyPath({ JUPYTER_DATA_DIR: "/data" }), "/data/contrastbook/history.jsonl");
  });
});
