import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { runCommandLine } from "../../src/workbook/cli";
import { printedBy } from "./support/printed";

const file = path.resolve(__dirname, "../../src/workbook/cli.js");

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [file, ...args], { encoding: "utf8" });
}

/** What a command that ends before it does anything prints, without a process for it. */
async function runHere(...args: string[]): Promise<{ status: number; printed: string }> {
  let status = 0;
  const { stdout, stderr } = await printedBy(async () => (status = await runCommandLine(args)));
  return { status, printed: stdout + stderr };
}

describe("the command line", () => {
  it("starts without the engine, which it has yet to install", () => {
    const script =
      "require(process.argv[1]); console.log(Object.keys(require.cache).filter((name) => /tensorflow|tslab|zeromq/.test(name)).length)";
    assert.equal(spawnSync(process.execPath, ["-e", script, file], { encoding: "utf8" }).stdout, "0\n");
  });

  it("lists its commands, the variables it heeds and what its exit status means", () => {
    const { status, stdout } = run("--help");
    assert.equal(status, 0);
    const commands = ["setup", "start", "test", "doctor", "kernel", "notebooks", "list", "run", "show", "bench"];
    for (const word of [...commands, "CONTRASTBOOK_HOME", "CXX"])
      assert.match(stdout, new RegExp(`^ +${word}\\b`, "m"));
    assert.match(stdout, /^Exit status: 0 done, 1 failed, 2 the command is wrong/m);
  });

  it("explains every command with an example that begins as one types it", async () => {
    const { printed } = await runHere("--help");
    const commands = [...printed.matchAll(/^ {2}([a-z]+)(?= \[| +[a-z]| <)/gm)].map(([, name]) => name);
    assert.ok(commands.length > 12, commands.join(" "));
    const kernel = ["install", "uninstall", "list"].map((name) => ["kernel", name]);
    const all = commands.filter((name) => name !== "help" && name !== "kernel").map((name) => [name]);
    for (const words of [...all, ...kernel]) {
      const { status, printed: help } = await runHere(...words, "--help");
      assert.equal(status, 0);
      assert.match(help, new RegExp(`\\nExample:\\n {2}np(x contrastbook|m run|m) ${words.join(" ")}`), help);
      for (const line of help.split("\n")) assert.ok(line.length <= 100, line);
    }
  });

  it("ends with status 2 and one sentence when a name is wrong", () => {
    const { status, stderr } = run("notebooks", "nowhere");
    assert.equal(status, 2);
    assert.match(stderr, /^notebooks: there is none called "nowhere"; there are [^\n]*\n$/);
  });

  it("ends with status 2 when a command, an option, an argument or its value is wrong, and says what was meant", async () => {
    const cases: [args: string[], printed: RegExp][] = [
      [["rnu"], /unknown command 'rnu'\n\(Did you mean run\?\)/],
      [["list", "--jsno"], /unknown option '--jsno'\n\(Did you mean --json\?\)/],
      [["run"], /missing required argument 'experiments'/],
      [["start", "--port", "0x"], /A whole number from 1 is needed/],
      [["run", "simclr/framework", "--profile", "big"], /Allowed choices are quick, standard, paper/],
      [["run", "simclr/framework", "--seeds", "3-1"], /"3-1" ends before it begins/],
      [["run", "simclr/framework", "--shard", "3/2"], /i\/n is needed, from 1\/n to n\/n/],
      [["run", "simclr/framework", "--only", "temperature"], /key=value is needed/],
      [["bench", "mnist"], /^bench: there is no "mnist"/],
      [["fixtures", "mnist"], /^fixtures: there is no "mnist"/],
      [["mutants", "nothing/here"], /^mutants: no name contains "nothing\/here"/],
      [["kernel", "install", "--env", "A"], /KEY=VALUE is needed/],
      [["kernel", "instal"], /Did you mean install/],
    ];
    for (const [args, expected] of cases) {
      const { status, printed } = await runHere(...args);
      assert.equal(status, 2, args.join(" "));
      assert.match(printed, expected);
    }
  });

  it("prints its version with status 0", async () => {
    const { status, printed } = await runHere("--version");
    assert.deepEqual([status, /^\d+\.\d+\.\d+\n$/.test(printed)], [0, true]);
  });
});
