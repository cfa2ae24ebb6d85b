import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";

const file = path.resolve(__dirname, "../../../src/workbook/cli.js");

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [file, "bench", ...args], { encoding: "utf8" });
}

describe("contrastbook bench", () => {
  it("lists the works, all or the chosen ones, and installs nothing for it", () => {
    const { status, stdout } = run("--list", "simclr-end-to-end");
    assert.equal(status, 0);
    assert.match(stdout, /^simclr-end-to-end\/16\t[^\n]+\nsimclr-end-to-end\/32\t[^\n]+\n$/);
    assert.match(run("--list").stdout, /^mine-step\t.+^sgemm\t/ms);
  });

  it("refuses a wrong name or number before it prepares anything", () => {
    assert.match(run("mnist").stderr, /^bench: there is no "mnist"; there are [^\n]*\n$/);
    assert.match(
      run("--training", "mnist").stderr,
      /^bench: there is no training "mnist"; there are curves, runs, estimates\n$/,
    );
    assert.match(run("--alternations", "0").stderr, /A whole number from 1 is needed/);
  });
});
