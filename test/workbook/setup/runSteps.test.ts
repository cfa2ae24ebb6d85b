import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { InstallError } from "../../../src/engine/install/installError";
import { runSteps } from "../../../src/workbook/setup/runSteps";
import { SetupError } from "../../../src/workbook/setup/setupError";
import type { Step } from "../../../src/workbook/setup/step";

const step = (name: string, more: Partial<Step> = {}): Step => ({
  name,
  needs: [],
  check: () => "because",
  run: () => undefined,
  remedy: "Do something",
  ...more,
});

describe("runSteps", () => {
  it("says why a step runs, what it reports, and that it is done", async () => {
    const lines: string[] = [];
    await runSteps([step("engine", { run: (report) => report("half way") })], { print: (line) => lines.push(line) });
    assert.deepEqual(lines, ["… engine: because", "… engine: half way (0 s)", "✓ engine (0 s)"]);
  });

  it("passes in silence over a step that is done", async () => {
    const lines: string[] = [];
    const done = step("engine", { check: () => undefined, run: () => assert.fail("it ran") });
    await runSteps([done], { print: (line) => lines.push(line) });
    assert.deepEqual(lines, []);
  });

  it("runs a step after those it needs and beside the others", async () => {
    const order: string[] = [];
    const record = (name: string, ms: number) => async () => {
      order.push(`${name} begins`);
      await sleep(ms);
      order.push(`${name} ends`);
    };
    const steps = [
      step("a", { run: record("a", 30) }),
      step("b", { run: record("b", 1) }),
      step("c", { needs: ["a"], run: record("c", 1) }),
    ];
    await runSteps(steps, { print: () => undefined });
    assert.deepEqual(order, ["a begins", "b begins", "b ends", "a ends", "c begins", "c ends"]);
  });

  it("asks whether a step must run only when what it needs is done", async () => {
    let made = false;
    const ran: string[] = [];
    const first = step("first", { run: () => void (made = true) });
    const second = step("second", {
      needs: ["first"],
      check: () => (made ? undefined : "missing"),
      run: () => void ran.push("second"),
    });
    await runSteps([first, second], { print: () => undefined });
    assert.deepEqual(ran, []);
  });

  it("names the step, the cause and the remedy, and leaves out what needs the failed step", async () => {
    const fails = step("python", { run: () => Promise.reject(new InstallError("there is none", "Install one")) });
    const needs = step("jupyter", { needs: ["python"], run: () => assert.fail("it ran") });
    await assert.rejects(runSteps([fails, needs], { print: () => undefined }), (error: unknown) => {
      assert.ok(error instanceof SetupError);
      assert.deepEqual([error.step, error.reason, error.remedy], ["python", "there is none", "Install one"]);
      assert.equal(error.message, "✗ python: there is none.\n  Install one.");
      return true;
    });
  });

  it("lets the other steps end first, and gives a failure nobody foresaw the step's own remedy", async () => {
    let ended = false;
    const slow = step("slow", { run: async () => void (await sleep(20), (ended = true)) });
    const fails = step("fails", {
      check: () => {
        throw new Error("EACCES");
      },
    });
    await assert.rejects(runSteps([slow, fails], { print: () => undefined }), {
      message: "✗ fails: EACCES.\n  Do something.",
    });
    assert.ok(ended);
  });

  it("tells from time to time that a long step still works", async () => {
    const lines: string[] = [];
    await runSteps(
      [
        step("long", {
          run: async () => {
            await sleep(60);
          },
        }),
      ],
      { print: (line) => lines.push(line), pulseMs: 20 },
    );
    assert.ok(lines.includes("… long: still at it (0 s)"));
  });
});
