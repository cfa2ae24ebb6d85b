import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { readRows, rowsFile } from "../../../src/ledger/rows";
import { withScratch, type Scratch } from "../../support/setup/scratch";

const command = path.join(__dirname, "support", "tinyCommand.js");

interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Starts the command line with the tiny experiments. `heard` calls back once what was printed on stderr holds a text. */
function start(
  scratch: Scratch,
  ...args: string[]
): { child: ChildProcess; ended: Promise<Ended>; heard: (text: string) => Promise<void> } {
  const child = spawn(process.execPath, [command, scratch.folder, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, CONTRASTBOOK_HOME: scratch.at("home") },
  });
  const said = { stdout: "", stderr: "" };
  const waiting: { text: string; resolve: () => void }[] = [];
  child.stdout.on("data", (data: Buffer) => (said.stdout += String(data)));
  child.stderr.on("data", (data: Buffer) => {
    said.stderr += String(data);
    for (const { text, resolve } of waiting) if (said.stderr.includes(text)) resolve();
  });
  const ended = new Promise<Ended>((resolve) => child.on("close", (status) => resolve({ status, ...said })));
  const heard = (text: string): Promise<void> =>
    new Promise((resolve) => (said.stderr.includes(text) ? resolve() : void waiting.push({ text, resolve })));
  return { child, ended, heard };
}

const run = (scratch: Scratch, ...args: string[]): Promise<Ended> => start(scratch, "run", ...args).ended;

const recorded = (scratch: Scratch, name: string, profile = "quick"): string[] =>
  readRows(rowsFile(`tiny/${name}`, profile, scratch.folder)).map(({ config, seed }) => `${config.factor} ${seed}`);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe("contrastbook run", function () {
  this.timeout(60_000);

  it(
    "records every run of the grid, and runs none of them again",
    withScratch(async (scratch) => {
      const first = await run(scratch, "tiny/numbers");
      assert.deepEqual([first.status, recorded(scratch, "numbers")], [0, ["1 1", "1 2", "2 1", "2 2", "3 1", "3 2"]]);
      assert.match(
        first.stdout,
        /^tiny\/numbers at quick: 6 runs, 0 on record, about 6 minutes for all\n✓ factor 1, seed 1: value 1, half 0.5 \(/,
      );
      assert.match(first.stdout, /\n6 runs done, 0 on record\n$/);
      const again = await run(scratch, "tiny/numbers", "--seeds", "2-3");
      assert.match(
        again.stdout,
        /^tiny\/numbers at quick: 6 runs, 3 on record, about 3 minutes for the other 3\n✓ factor 1, seed 3/,
      );
      assert.match(again.stdout, /\n3 runs done, 3 on record\n$/);
      assert.equal(recorded(scratch, "numbers").length, 9);
    }),
  );

  it(
    "narrows the grid by --only, --seeds and --shard, and the parts make the whole",
    withScratch(async (scratch) => {
      const narrow = ["tiny/numbers", "--only", "factor=3,1", "--only", "steps=2", "--seeds", "5,6"];
      await Promise.all(["1/2", "2/2"].map((shard) => run(scratch, ...narrow, "--shard", shard)));
      assert.deepEqual(recorded(scratch, "numbers").sort(), ["1 5", "1 6", "3 5", "3 6"]);
    }),
  );

  it(
    "says with --dry-run what would run, and runs nothing",
    withScratch(async (scratch) => {
      const { status, stdout } = await run(scratch, "tiny", "--dry-run", "--profile", "standard");
      assert.equal(status, 0);
      assert.match(stdout, /^tiny\/numbers at standard: 9 runs, 0 on record, about 9 minutes for all$/m);
      assert.match(stdout, /^tiny\/stuck at standard: 3 runs, 0 on record, about 3 minutes for all$/m);
      assert.deepEqual(recorded(scratch, "numbers", "standard"), []);
    }),
  );

  it(
    "prints with --json a line of JSON for every event and nothing else",
    withScratch(async (scratch) => {
      await run(scratch, "tiny/numbers", "--seeds", "1", "--only", "factor=1");
      const { stdout } = await run(scratch, "tiny/numbers", "--seeds", "1", "--json");
      const events = stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as { event: string; how?: string });
      assert.deepEqual(
        events.map(({ event, how }) => how ?? event),
        ["grid", "on record", "run", "run", "end"],
      );
      assert.deepEqual(events.at(-1), { event: "end", run: 2, onRecord: 1, failed: 0 });
    }),
  );

  it(
    "ends with status 2 when an experiment, a key or a value is wrong, before anything runs",
    withScratch(async (scratch) => {
      const refused = async (...args: string[]): Promise<string> => {
        const { status, stderr } = await run(scratch, ...args);
        assert.equal(status, 2, stderr);
        return stderr;
      };
      assert.match(
        await refused("tiny/numbers", "tiny/none"),
        /^"tiny\/none" is not an experiment; there are [^\n]*\n$/,
      );
      assert.match(await refused("tiny/numbers", "--only", "tau=1"), /^tiny\/numbers has no "tau" [^\n]*\n$/);
      assert.deepEqual(recorded(scratch, "numbers"), []);
    }),
  );

  it(
    "ends with status 1 when a run fails, says where, and keeps those before it; with --keep-going also those after it",
    withScratch(async (scratch) => {
      const first = await run(scratch, "tiny/failing", "tiny/numbers", "--seeds", "1");
      assert.equal(first.status, 1);
      assert.match(first.stdout, /^tiny\/failing: the run of .*factor 2, seed 1 failed: this one cannot run$/m);
      assert.match(first.stdout, /\n1 run done, 0 on record, 1 failed\n$/);
      assert.match(first.stderr, /^RangeError: this one cannot run\n +at .*tinyExperiments\.ts:\d+/m);
      assert.deepEqual([recorded(scratch, "failing"), recorded(scratch, "numbers")], [["1 1"], []]);
      const second = await run(scratch, "tiny/failing", "tiny/numbers", "--seeds", "1", "--keep-going");
      assert.equal(second.status, 1);
      assert.match(second.stdout, /\n4 runs done, 1 on record, 1 failed\n$/);
      assert.deepEqual([recorded(scratch, "failing"), recorded(scratch, "numbers").length], [["1 1", "3 1"], 3]);
    }),
  );

  for (const [signal, expected] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    it(
      `stops within a step after ${signal}, also when npm hands it on a second time, says how to go on, and ends with status ${expected}`,
      withScratch(async (scratch) => {
        const { child, ended, heard } = start(scratch, "run", "tiny/slow", "--seeds", "1");
        await heard("began 1 1");
        child.kill(signal);
        await pause(30);
        child.kill(signal);
        const { status, stdout, stderr } = await ended;
        assert.equal(status, expected, stderr);
        assert.match(stderr, new RegExp(`^${signal}: stopping after the step at work; once more stops at once$`, "m"));
        assert.match(stdout, /Go on with:\n {2}npx contrastbook run tiny\/slow --seeds 1\n$/);
      }),
    );
  }

  it(
    "ends at once at a second Ctrl-C, though the process of the run hears nothing, and keeps what is on record",
    withScratch(async (scratch) => {
      await run(scratch, "tiny/numbers", "--seeds", "1");
      const { child, ended, heard } = start(scratch, "run", "tiny/numbers", "tiny/stuck", "--seeds", "1");
      await heard("began 1 1");
      child.kill("SIGINT");
      await heard("once more stops at once");
      await pause(500);
      const second = performance.now();
      child.kill("SIGINT");
      const { status, stderr } = await ended;
      assert.ok(performance.now() - second < 5000);
      assert.equal(status, 130);
      assert.match(
        stderr,
        /stopped at once by SIGINT; what is on record stays\. Go on with:\n {2}npx contrastbook run tiny/,
      );
      assert.equal(recorded(scratch, "numbers").length, 3);
    }),
  );

  it(
    "ends the process of the runs when it is itself killed",
    withScratch(async (scratch) => {
      const { child, ended, heard } = start(scratch, "run", "tiny/slow");
      await heard("began 1 1");
      child.kill("SIGKILL");
      // The pipes close when the last process that has them ends.
      const { stdout } = await ended;
      assert.match(stdout, /stopped; what was done is kept/);
    }),
  );
});
