import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runTool, ToolError } from "../../../src/engine/install/runTool";
import { isAlive } from "../../../src/engine/install/temporaryFolder";
import { withScratch } from "../../support/setup/scratch";

describe("runTool", () => {
  it(
    "returns stdout and hands on every line of both streams",
    withScratch(async (scratch) => {
      const lines: string[] = [];
      const tool = scratch.program("tool", "echo out; echo err >&2");
      assert.equal(await runTool(tool, [], { onLine: (line) => lines.push(line) }), "out\n");
      assert.deepEqual(lines.sort(), ["err", "out"]);
    }),
  );

  it(
    "rejects with the status and the end of what was printed",
    withScratch(async (scratch) => {
      const tool = scratch.program("tool", "seq 1 100; echo the cause >&2; exit 3");
      await assert.rejects(runTool(tool, []), (error: unknown) => {
        assert.ok(error instanceof ToolError);
        assert.equal(error.ending, "ended with status 3");
        assert.match(error.output, /the cause/);
        assert.equal(error.output.split("\n").length, 40);
        return true;
      });
    }),
  );

  it("says that a program did not start", async () => {
    await assert.rejects(runTool("/no/such/program", []), (error: unknown) => {
      assert.ok(error instanceof ToolError);
      assert.match(error.message, /^\/no\/such\/program (did not start|ended with status 127)/);
      return true;
    });
  });

  it(
    "takes its program with it when it is killed outright",
    withScratch(async (scratch) => {
      const mark = scratch.at("pid");
      const tool = scratch.program("tool", `echo $$ > ${mark}.draft; mv ${mark}.draft ${mark}; exec sleep 60`);
      const module = path.resolve(__dirname, "../../../src/engine/install/runTool.js");
      const parent = spawn(process.execPath, [
        "-e",
        `require(${JSON.stringify(module)}).runTool(${JSON.stringify(tool)}, [])`,
      ]);
      await until(() => existsSync(mark));
      const child = Number(readFileSync(mark, "utf8"));
      assert.ok(isAlive(child));
      parent.kill("SIGKILL");
      await once(parent, "close");
      await until(() => !isRunning(child));
    }),
  );
});

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 5000;
  while (!condition()) {
    assert.ok(Date.now() < end, "it did not happen within 5 s");
    await sleep(20);
  }
}

/** Not a zombie either: in a container nobody may reap what lost its parent. */
function isRunning(pid: number): boolean {
  return isAlive(pid) && !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
}
