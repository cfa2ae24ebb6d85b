import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { figure } from "../../src/plots/figure";
import { liveFigure, LivePlot } from "../../src/plots/livePlot";
import { PlotError } from "../../src/plots/plotError";
import { type MimeBundle, type PublishOptions, setDisplayHost } from "../../src/report/displayHost";

describe("a live plot", () => {
  let endCell: (failed: boolean) => void;
  let published: { bundle: MimeBundle; options: PublishOptions }[];
  const small = (y: number[]) => figure([{ y }], { width: 100, height: 80 });

  beforeEach(async () => {
    published = [];
    setDisplayHost({
      publish: (bundle, options = {}) => published.push({ bundle, options }),
      clear: () => undefined,
      signal: new AbortController().signal,
      onCellEnd: (listener) => (endCell = listener),
    });
    await small([0]).toPng(); // the first picture of a process is slow; these tests are about the pace after it
  });
  afterEach(() => setDisplayHost(undefined));

  it("shows pictures in one place while it runs and the interactive figure last", async () => {
    const live = liveFigure(small([1]), { minIntervalMs: 10, maxDuty: 1 });
    while (published.length < 1) await sleep(5);
    live.update(() => small([1, 2]));
    while (published.length < 2) await sleep(5);
    live.update(() => small([1, 2, 3]));
    await live.finish();

    const last = published[published.length - 1].bundle;
    for (const { bundle } of published.slice(0, -1)) assert.deepEqual(Object.keys(bundle), ["image/png", "text/plain"]);
    assert.deepEqual((last["application/vnd.plotly.v1+json"] as { data: object[] }).data, [{ y: [1, 2, 3] }]);
    assert.ok(last["image/png"]);
    assert.deepEqual(
      published.map(({ options }) => options.update),
      published.map((_, i) => i > 0),
    );
    assert.equal(new Set(published.map(({ options }) => options.displayId)).size, 1);
    assert.notEqual(published[0].bundle["image/png"], published[1].bundle["image/png"]);
  });

  it("becomes the interactive figure when its cell fails, and not when that merely ends before it", async () => {
    const live = liveFigure(small([1]), { minIntervalMs: 10, maxDuty: 1 });
    const interactive = (): boolean => published.some(({ bundle }) => "application/vnd.plotly.v1+json" in bundle);
    while (published.length < 1) await sleep(5);
    endCell(false);
    await sleep(50);
    assert.equal(interactive(), false);
    live.update(() => small([1, 2]));
    endCell(true);
    for (let waited = 0; waited < 5000 && !interactive(); waited += 20) await sleep(20);
    assert.match(JSON.stringify(published.at(-1)?.bundle), /"y":\[1,2\]/);
    const count = published.length;
    live.update(() => small([9]));
    await sleep(100);
    assert.equal(published.length, count);
  });

  it("skips what comes too fast, but draws the newest state in the end", async () => {
    const made: number[] = [];
    const live = new LivePlot({ minIntervalMs: 200, maxDuty: 1 });
    const started = Date.now();
    for (let i = 0; i < 60; i++) {
      live.update(() => {
        made.push(Date.now());
        return small([i]);
      });
      await sleep(10);
    }
    const intervals = Math.ceil((Date.now() - started) / 200);
    await live.finish();
    assert.ok(made.length >= 2 && made.length <= intervals + 2, `${made.length} figures in ${intervals} intervals`);
    assert.match(JSON.stringify(published[published.length - 1].bundle), /"y":\[59\]/);
    // All but the last, which finish makes at once. A timer may be a little early.
    for (let i = 1; i < made.length - 1; i++) assert.ok(made[i] - made[i - 1] > 180, made.join());
  });

  it("draws the latest update by itself when none follows", async () => {
    const live = new LivePlot({ minIntervalMs: 50, maxDuty: 1 });
    live.update(small([1]));
    live.update(small([2]));
    while (published.length < 2) await sleep(5);
    await live.finish();
    assert.notEqual(published[0].bundle["image/png"], published[1].bundle["image/png"]);
  });

  it("does not disturb the training when a figure cannot be made, and says so at the end", async () => {
    const live = new LivePlot({ minIntervalMs: 10 });
    live.update(() => {
      throw new PlotError("no such series");
    });
    await sleep(50);
    await assert.rejects(live.finish(), new PlotError("no such series"));
    assert.equal(published.length, 0);
  });

  it("does nothing after it has finished", async () => {
    const live = liveFigure(small([1]));
    await live.finish();
    const count = published.length;
    live.update(small([2]));
    await sleep(100);
    assert.equal(published.length, count);
  });

  it("does nothing outside a notebook: not even the figure is made", async () => {
    setDisplayHost(undefined);
    const live = new LivePlot();
    live.update(() => assert.fail("made a figure"));
    await live.finish(() => assert.fail("made a figure"));
  });

  it("refuses a share of the time that is none", () => {
    assert.throws(
      () => new LivePlot({ maxDuty: 0 }),
      new PlotError("LivePlot: maxDuty is 0; it must be above 0 and at most 1"),
    );
  });
});
