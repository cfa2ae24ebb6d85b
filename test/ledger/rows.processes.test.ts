import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readRows, rowsFile } from "../../src/ledger/rows";
import { exampleRow } from "./exampleRow";

/** Records runs of one seed, numbered by their configuration, and says after each that it is on record. */
const script = `
  const { writeSync } = require("node:fs");
  const { appendRow } = require(${JSON.stringify(require.resolve("../../src/ledger/rows"))});
  const [file, row, from, to] = process.argv.slice(1).map((text, n) => (n === 0 ? text : JSON.parse(text)));
  for (let n = from; n < to; n++) {
    // Of every length, so that a row may end anywhere within a page.
    appendRow(file, { ...row, config: { n, text: "x".repeat((n * 977) % 9000) } });
    writeSync(1, n + "\\n");
  }`;

describe("processes that record runs in one file", function () {
  this.timeout(120_000);
  let folder: string;
  let file: string;
  const children: ChildProcess[] = [];
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "processes-"));
    file = rowsFile("simclr/example", "quick", folder);
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });

  function writer(seed: number, from: number, to: number): { child: ChildProcess; told: () => number[] } {
    const args = [file, ...[exampleRow(seed), from, to].map((value) => JSON.stringify(value))];
    const child = spawn(process.execPath, ["-e", script, ...args], { stdio: ["ignore", "pipe", "inherit"] });
    children.push(child);
    let text = "";
    (child.stdout as NodeJS.ReadableStream).on("data", (part: Buffer) => (text += part.toString()));
    return { child, told: () => text.split("\n").slice(0, -1).map(Number) };
  }
  const numbersOf = (seed: number): number[] =>
    readRows(file)
      .filter((row) => row.seed === seed)
      .map(({ config }) => Number(config.n));

  it("lose and mix none of four times 150 rows, while another reads", async () => {
    const writers = [1, 2, 3, 4].map((seed) => writer(seed, 0, 150));
    const ended = Promise.all(writers.map(({ child }) => once(child, "close")));
    let going = true;
    void ended.then(() => (going = false));
    const warnings: string[] = [];
    while (going) {
      readRows(file, { onWarning: (warning) => warnings.push(warning) });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const all = Array.from({ length: 150 }, (_, n) => n);
    for (const seed of [1, 2, 3, 4]) assert.deepEqual(numbersOf(seed), all);
    assert.deepEqual(warnings, []);
    assert.ok(!existsSync(`${file}.torn`));
  });

  it("lose nothing that was on record when some are killed, and the others go on", async () => {
    const steady = once(writer(1, 0, 200).child, "close");
    let next = 0;
    for (let death = 0; death < 8; death++) {
      const { child, told } = writer(2, next, 1000);
      const closed = once(child, "close");
      await once(child.stdout as NodeJS.ReadableStream, "data");
      await new Promise((resolve) => setTimeout(resolve, (death * 37) % 50));
      child.kill("SIGKILL");
      await closed;
      const rows = numbersOf(2);
      assert.deepEqual(
        told().filter((n) => !rows.includes(n)),
        [],
      );
      // What it was at may be on record or not, as a whole.
      assert.deepEqual(
        rows,
        rows.map((_, n) => n),
      );
      next = rows.length;
    }
    await steady;
    assert.equal(numbersOf(1).length, 200);
    assert.ok(readFileSync(file, "utf8").endsWith("\n"));
  });
});
