import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { runWork } from "../../../src/workbook/bench/runWork";
import { Side } from "../../../src/workbook/bench/side";
import type { Contender, Work } from "../../../src/workbook/bench/work";
import { type Scratch, withScratch } from "../../support/setup/scratch";

/** A peer that logs its turns. Its first loss, and the time it says a step took, are given. */
const peer = (scratch: Scratch, { name = "peer", loss = 2, ms = 5 } = {}): string =>
  scratch.program(
    name,
    `echo a library says hello
     echo '{"event":"ready","threads":3,"losses":[${loss}],"firstCallMs":77}'
     while read go steps; do
       echo "$2" "$steps" >> ${scratch.at("turns")}
       echo "{\\"event\\":\\"done\\",\\"steps\\":$steps,\\"ms\\":$((steps * ${ms})),\\"peakMiB\\":64}"
     done`,
  );

const contender = (name: string, more: Partial<Contender> = {}): Contender => ({
  name,
  side: "PyTorch",
  task: "mine-step",
  mode: "eager",
  settings: { optimizer: name },
  axes: [],
  steps: 4,
  trialSteps: 1,
  ...more,
});

const workOf = (...contenders: Contender[]): Work => ({
  name: "toy",
  title: "a toy",
  golden: { kind: "mine" },
  measure: "time",
  contenders,
  summaries: [],
});

const options = (python: string) => ({
  alternations: 2,
  golden: { folder: "golden", facts: { losses: [2], flops: 3e6 } },
  python,
  env: process.env,
  report: () => undefined,
});

const turns = (scratch: Scratch): string[] =>
  readFileSync(scratch.at("turns"), "utf8")
    .trim()
    .split("\n")
    .map((line) => /"optimizer":"(\w+)".* (\d+)$/.exec(line)?.slice(1).join(" ") ?? line);

describe("the sides of the bench", () => {
  it(
    "take turns in one run, there and back",
    withScratch(async (scratch) => {
      const measured = await runWork(workOf(contender("one"), contender("two")), options(peer(scratch)));
      assert.deepEqual(turns(scratch), ["one 4", "two 4", "two 4", "one 4"]);
      assert.deepEqual(measured[1], { name: "two", settings: { optimizer: "two" }, threads: 3, values: [5, 5] });
    }),
  );

  it(
    "are started afresh for first calls and for memory",
    withScratch(async (scratch) => {
      const work = workOf(contender("one"));
      const values = async (measure: Work["measure"]): Promise<number[]> =>
        (await runWork({ ...work, measure }, options(peer(scratch))))[0].values;
      assert.deepEqual(await values("first call"), [77, 77]);
      assert.deepEqual(await values("memory"), [64]);
      assert.deepEqual(await values("rate"), [3e6 / 5e6, 3e6 / 5e6]);
    }),
  );

  it(
    "are not measured when their first losses differ from ours",
    withScratch(async (scratch) => {
      const run = runWork(workOf(contender("one")), options(peer(scratch, { loss: 3 })));
      await assert.rejects(
        run,
        /^BenchError: bench: one does not do the same work: its loss of step 1 is 3, ours is 2/,
      );
      assert.throws(() => turns(scratch), /ENOENT/);
    }),
  );

  it(
    "try their settings before",
    withScratch(async (scratch) => {
      const axes = [[{ optimizer: "fused" }, { optimizer: "compiled" }]];
      await runWork(workOf(contender("one", { axes })), { ...options(peer(scratch)), alternations: 1 });
      assert.deepEqual(turns(scratch), ["fused 1", "fused 1", "compiled 1", "compiled 1", "fused 4"]);
    }),
  );

  it(
    "tell their last words when they end in the middle",
    withScratch(async (scratch) => {
      const python = scratch.program("peer", "echo 'no module named torch' >&2; exit 3");
      const job = { task: "matmul", mode: "eager", golden: "golden" } as const;
      await assert.rejects(Side.start({ contender: contender("torch.mm"), job, python, env: process.env }), {
        name: "BenchError",
        message: "bench: torch.mm of matmul ended with status 3; its last words:\nno module named torch",
      });
    }),
  );
});
