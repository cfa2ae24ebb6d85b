import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readCSV } from "danfojs-node";
import { toCsv } from "../../../src/experiments/tables/toCsv";
import { toDataFrame } from "../../../src/experiments/tables/toDataFrame";
import { someRow } from "./someRows";

const tail = "seconds,viewsPerSecond,device,threads,revision,date,commit";

describe("toCsv", () => {
  it("is a line of names and a line for each run", () => {
    assert.equal(
      toCsv([
        someRow(1, { tau: 0.1, l2: true }, { probe: 50.25 }),
        someRow(2, { tau: 1, l2: false }, { probe: -1e-9 }),
      ]),
      `experiment,profile,seed,tau,l2,probe,${tail}\n` +
        "x/y,quick,1,0.1,true,50.25,2.5,,cpu,2,1,2026-01-02T03:04:05.000Z,0000000\n" +
        "x/y,quick,2,1,false,-1e-9,2.5,,cpu,2,1,2026-01-02T03:04:05.000Z,0000000\n",
    );
  });

  it("leaves the cell of what a run lacks empty", () => {
    const lines = toCsv([someRow(1, { a: 1 }, { probe: 1 }), someRow(2, { b: "x" }, { loss: 2 })]).split("\n");
    assert.deepEqual(
      lines.slice(0, 3).map((line) => line.split(",").slice(3, 7).join()),
      ["a,b,probe,loss", "1,,1,", ",x,,2"],
    );
  });

  it("quotes commas, quotes, line breaks and blanks at the ends, also in names", () => {
    const odd = { "a, b": 'say "hi"', lines: "one\ntwo", ends: " x ", plain: "x y" };
    const [names, ...rest] = toCsv([someRow(1, odd, { probe: 1 })]).split("\n");
    assert.equal(names, `experiment,profile,seed,"a, b",lines,ends,plain,probe,${tail}`);
    assert.ok(rest.join("\n").startsWith('x/y,quick,1,"say ""hi""","one\ntwo"," x ",x y,1,2.5,,'));
  });

  it("has only the names when there are no runs", () => {
    assert.equal(toCsv([]), `experiment,profile,seed,${tail}\n`);
  });

  it("gives danfo's reader the same table as toDataFrame, to the last digit", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "contrastbook-csv-"));
    try {
      const rows = [0.1 + 0.2, 1 / 3, 1e-12, 123456789.123].map((probe, seed) =>
        someRow(seed, { name: 'a "quoted", one', tau: Math.sqrt(seed) }, { probe }, { viewsPerSecond: 10 + seed }),
      );
      writeFileSync(path.join(folder, "rows.csv"), toCsv(rows));
      const read = await readCSV(path.join(folder, "rows.csv"));
      const frame = toDataFrame(rows);
      assert.deepEqual(read.columns, frame.columns);
      const known = ["seed", "name", "tau", "probe", "seconds", "viewsPerSecond", "device"];
      for (const name of known) assert.deepEqual(read.column(name).values, frame.column(name).values, name);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
