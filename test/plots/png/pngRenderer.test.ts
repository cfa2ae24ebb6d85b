import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { PlotError } from "../../../src/plots/plotError";
import { PngRenderer } from "../../../src/plots/png/pngRenderer";

const worker = join(__dirname, "workers", "fickle.js");
const run = promisify(execFile);

describe("the renderer process", () => {
  let renderer: PngRenderer;
  const ask = async (figure: string): Promise<string> =>
    Buffer.from(await renderer.render({ figure, width: 1, height: 1, scale: 1 })).toString();

  beforeEach(() => {
    renderer = new PngRenderer({ worker, timeoutMs: 2000 });
  });
  afterEach(() => renderer.stop());

  it("stays warm from one picture to the next", async () => {
    const first = await ask("pid");
    assert.equal(await ask("pid"), first);
    assert.notEqual(first, String(process.pid));
  });

  it("draws with the process that was started ahead of the first picture", async () => {
    renderer.warmUp();
    const { pid } = renderer;
    renderer.warmUp();
    assert.notEqual(pid, undefined);
    assert.equal(await ask("pid"), String(pid));
  });

  it("ends after a time without work also when it never had any", async () => {
    renderer = new PngRenderer({ worker, idleMs: 50 });
    renderer.warmUp();
    await gone(renderer.pid ?? 0);
  });

  it("is started again when it was killed between two pictures", async () => {
    const first = await ask("pid");
    process.kill(Number(first), "SIGKILL");
    await gone(Number(first));
    assert.notEqual(await ask("pid"), first);
  });

  it("draws the waiting pictures although one takes it down, and names what it wrote last", async () => {
    const [bad, good] = await Promise.allSettled([ask("scream and die"), ask("pid")]);
    assert.equal(good.status, "fulfilled");
    assert.ok(bad.status === "rejected" && bad.reason instanceof PlotError);
    assert.equal(bad.reason.message, "the PNG renderer died twice on this figure: out of memory");
  });

  it("passes on what plotly says about a bad figure, and goes on with the same process", async () => {
    const first = await ask("pid");
    await assert.rejects(ask("refuse"), {
      name: "PlotError",
      message: "plotly.js cannot draw this figure: no such axis",
    });
    assert.equal(await ask("pid"), first);
  });

  it("gives up on a picture that takes too long, and draws the next one", async () => {
    renderer = new PngRenderer({ worker, timeoutMs: 700 });
    const [hung, good] = await Promise.allSettled([ask("hang"), ask("pid")]);
    assert.equal(good.status, "fulfilled");
    assert.ok(hung.status === "rejected" && hung.reason instanceof PlotError);
    assert.equal(hung.reason.message, "the PNG renderer did not answer within 700 ms");
  });

  it("ends after a time without work", async () => {
    renderer = new PngRenderer({ worker, idleMs: 50 });
    await gone(Number(await ask("pid")));
    assert.equal(renderer.pid, undefined);
  });

  it("neither keeps a program open nor outlives it", async () => {
    const module = join(__dirname, "../../../src/plots/png/pngRenderer.js");
    const program = `
      const { PngRenderer } = require(${JSON.stringify(module)});
      const renderer = new PngRenderer({ worker: ${JSON.stringify(worker)} });
      renderer.render({ figure: "pid", width: 1, height: 1, scale: 1 }).then((png) => console.log(Buffer.from(png).toString()));`;
    const { stdout } = await run(process.execPath, ["-e", program], { timeout: 10_000 });
    await gone(Number(stdout));
  });

  it("ends when the program that started it is killed", async () => {
    const module = join(__dirname, "../../../src/plots/png/pngRenderer.js");
    const program = `
      const { PngRenderer } = require(${JSON.stringify(module)});
      const renderer = new PngRenderer({ worker: ${JSON.stringify(worker)} });
      renderer.render({ figure: "pid", width: 1, height: 1, scale: 1 }).then((png) => {
        console.log(Buffer.from(png).toString());
        process.kill(process.pid, "SIGKILL");
      });`;
    const killed = await run(process.execPath, ["-e", program]).catch((error: { stdout: string }) => error);
    await gone(Number(killed.stdout));
  });
});

/** Waits until no process has this id; fails after five seconds. */
async function gone(pid: number): Promise<void> {
  assert.ok(pid > 0, "no process id");
  for (let i = 0; i < 100; i++) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await sleep(50);
  }
  assert.fail(`process ${pid} is still there`);
}
