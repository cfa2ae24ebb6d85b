import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";

const file = path.resolve(__dirname, "../../src/workbook/cli.js");

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [file, ...args], { encoding: "utf8" });
}

describe("the command line", () => {
  it("starts without the engine, which it has yet to install", () => {
    const script =
      "require(process.argv[1]); console.log(Object.keys(require.cache).filter((name) => /tensorflow|tslab|zeromq/.test(name)).length)";
    assert.equal(spawnSync(process.execPath, ["-e", script, file], { encoding: "utf8" }).stdout, "0\n");
  });

  it("lists its commands and the variables it heeds", () => {
    const { status, stdout } = run("--help");
    assert.equal(status, 0);
    for (const word of ["setup", "start", "test", "doctor", "notebooks", "kernel", "CONTRASTBOOK_HOME", "CXX"]) {
      assert.match(stdout, new RegExp(`^ +${word}\\b`, "m"));
    }
  });

  it("ends with status 2 and one sentence when a name is wrong", () => {
    const { status, stderr } = run("notebooks", "nowhere");
    assert.equal(status, 2);
    assert.match(stderr, /^notebooks: there is none called "nowhere"; there are [^\n]*\n$/);
  });

  it("refuses a port that is no number", () => {
    const { status, stderr } = run("start", "--port", "0x");
    assert.equal(status, 2);
    assert.match(stderr, /A whole number from 1 is needed/);
  });
});
