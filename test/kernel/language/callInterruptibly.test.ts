import assert from "node:assert/strict";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { ExecutionFlags } from "../../../src/kernel/executionFlags";
import { callInterruptibly } from "../../../src/kernel/language/typescript/callInterruptibly";
import { KernelInterrupted } from "../../../src/kernel/language/kernelInterrupted";

/** Claims a signal as soon as that is possible, and sends it when the claimed code has long come to its end. */
const slowInterrupter = `
  const { workerData } = require("node:worker_threads");
  const { ExecutionFlags } = require(workerData.flagsFile);
  const flags = new ExecutionFlags(workerData.memory);
  const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  while (!flags.claimSignal());
  sleep(200);
  process.kill(process.pid, "SIGINT");
`;

describe("callInterruptibly", () => {
  it("stays in the interruptible code until a signal that was claimed for it has come", async () => {
    const flags = new ExecutionFlags();
    const run = {
      executionCount: 1,
      enter: flags.enter.bind(flags),
      leave: flags.leave.bind(flags),
    };
    const flagsFile = join(__dirname, "..", "..", "..", "src", "kernel", "executionFlags.js");
    const worker = new Worker(slowInterrupter, { eval: true, workerData: { flagsFile, memory: flags.memory } });
    await new Promise((online) => worker.once("online", online));
    const view = new Int32Array(flags.memory);
    let ended = 0;
    const untilClaimed = (): void => {
      while (Atomics.load(view, 0) !== 3);
      ended = performance.now();
    };
    assert.throws(() => callInterruptibly(untilClaimed, run), KernelInterrupted);
    const waited = performance.now() - ended;
    assert.ok(ended > 0 && waited > 100 && waited < 2000, `waited ${waited} ms`);
    assert.equal(flags.claimSignal(), false);
    await worker.terminate();
  });
});
