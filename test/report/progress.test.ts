import assert from "node:assert/strict";
import { progress } from "../../src/report/progress";
import { endedText } from "../../src/report/progress/barText";
import { Board } from "../../src/report/progress/board";
import { Notebook } from "./progress/notebook";

/** Runs `steps` updates, `everyMs` apart by a clock of its own, and finishes. */
function run(steps: number, everyMs: number, write?: (line: string) => void, notebook = new Notebook()): void {
  const { now } = notebook;
  const shown = progress({ total: steps, label: "pretrain", unit: "views", now, write });
  for (let step = 1; step <= steps; step++) {
    notebook.time += everyMs;
    shown.update(step, { loss: 5 / step });
  }
  shown.finish();
}

describe("progress in a notebook", () => {
  it("keeps one display, updated at most 5 times a second", () => {
    const { published } = new Notebook().cell((notebook) => run(1000, 10, undefined, notebook));
    assert.ok(published.length >= 50 && published.length <= 52, `${published.length} updates in 10 s`);
    assert.equal(new Set(published.map(({ displayId }) => displayId)).size, 1);
    assert.deepEqual([published[0].update, published[1].update, published.at(-1)?.update], [false, true, true]);
  });

  it("shows share, units, time, rate and metrics, and ends as a static line without markup", () => {
    const { texts, published, last } = new Notebook().cell((notebook) => run(40, 500, undefined, notebook));
    assert.equal(texts[0], "pretrain ░░░░░░░░░░░░░░░░░░░░ 0% · 0/40 views · 0 s");
    assert.equal(texts[10], "pretrain █████░░░░░░░░░░░░░░░ 25% · 10/40 views · 5 s, 15 s left · 2 views/s · loss 0.5");
    assert.equal(last, "pretrain: 40 views in 20 s · 2 views/s · loss 0.125");
    assert.deepEqual(Object.keys(published.at(-1)?.bundle ?? {}), ["text/plain"]);
    assert.ok(texts.every((text) => !/[\r\n]/.test(text)));
  });

  it("is drawn by the page while it goes on, and what it is called cannot become markup", () => {
    const { published } = new Notebook().cell(({ now }) => progress({ label: "<b>&", total: 4, now }));
    const html = String(published[0]?.bundle["text/html"]);
    assert.match(html, /<progress value="0\.0000" max="1"/);
    assert.match(html, /<span>&lt;b&gt;&amp;<\/span>/);
  });

  it("gives work that begins after the end of other work a display of its own", () => {
    const { published } = new Notebook().cell((notebook) => {
      run(1, 300, undefined, notebook);
      run(1, 300, undefined, notebook);
    });
    assert.equal(new Set(published.map(({ displayId }) => displayId)).size, 2);
  });

  it("forecasts by the rate of late, so that a slow first step does not spoil it", () => {
    const { last } = new Notebook().cell((notebook) => {
      const shown = progress({ total: 100, now: notebook.now });
      notebook.time += 60_000;
      shown.advance();
      for (let step = 1; step < 50; step++) {
        notebook.time += 1000;
        shown.advance();
      }
    });
    const left = Number(/(\d+) s left/.exec(last)?.[1]);
    assert.ok(left >= 50 && left <= 60, last);
  });

  it("says what a unit costs when that is more than a second, and only counts when the total is unknown", () => {
    const slow = new Notebook().cell((notebook) => {
      const shown = progress({ unit: "batches", now: notebook.now });
      for (let step = 1; step <= 3; step++) {
        notebook.time += 2500;
        shown.advance(1, { lr: "warm" });
      }
    });
    assert.equal(slow.last, "3 batches · 7.5 s · 2.5 s/batch · lr warm");
  });

  it("shows no 100% before the end, and never more than 100%", () => {
    const { texts } = new Notebook().cell((notebook) => {
      const shown = progress({ total: 1000, now: notebook.now });
      for (const done of [999, 2000]) {
        notebook.time += 1000;
        shown.update(done);
      }
    });
    assert.match(texts[1], /█{19}░ 99% · 999\/1,000/);
    assert.match(texts[2], /█{20} 100% · 2,000\/1,000 steps · 2 s, 0 s left/);
  });
});

describe("progress inside progress", () => {
  it("shares the display; the inner one vanishes when it ends, or stays when that was asked for", () => {
    const notebook = new Notebook().cell((notebook) => {
      const { now } = notebook;
      const outer = progress({ total: 2, label: "epochs", now });
      for (const leave of [false, true]) {
        const inner = progress({ total: 4, label: `epoch leave ${leave}`, leave, now });
        for (let step = 0; step < 4; step++) {
          notebook.time += 500;
          inner.advance();
        }
        inner.finish();
        notebook.time += 500;
        outer.advance();
      }
      outer.finish();
    });
    const { texts, published, last } = notebook;
    assert.equal(new Set(published.map(({ displayId }) => displayId)).size, 1);
    assert.match(texts[1], /^epochs ░+ 0% .*\nepoch leave false █{5}░+ 25%/);
    assert.match(texts.find((text) => text.includes("1/2")) ?? "", /^epochs █{10}░{10} 50% · 1\/2 steps · 2\.5 s, 2\.5 s left · 2\.5 s\/step$/); // prettier-ignore
    assert.equal(last, "epochs: 2 steps in 5 s · 2.5 s/step\nepoch leave true: 4 steps in 2 s · 2 steps/s");
  });

  it("keeps the last of very many in sight", () => {
    const { last } = new Notebook().cell(({ now }) => {
      const outer = progress({ total: 1, label: "outer", now });
      for (let n = 0; n < 100; n++) progress({ total: 0, label: `${n}`, leave: true, now }).finish();
      outer.update(1);
      outer.finish();
    });
    const lines = last.split("\n");
    assert.equal(lines.length, 21);
    assert.deepEqual([lines[0]?.slice(0, 6), lines.at(-1)?.slice(0, 3)], ["outer:", "99:"]);
  });

  it("counts down for the outer one while only the inner one moves", () => {
    const { last } = new Notebook().cell((notebook) => {
      const outer = progress({ total: 4, now: notebook.now });
      const inner = progress({ label: "inner", now: notebook.now });
      notebook.time += 10_000;
      outer.advance();
      notebook.time += 4000;
      inner.advance();
    });
    assert.match(last.split("\n")[0], /1\/4 steps · 14 s, 26 s left · 10 s\/step/);
  });
});

describe("progress that does not come to its end", () => {
  it("says how far it came when it is finished early", () => {
    const { last } = new Notebook().cell((notebook) => {
      const shown = progress({ total: 1000, label: "pretrain", now: notebook.now });
      notebook.time += 10_000;
      shown.update(370, { loss: 1 });
      shown.finish();
    });
    assert.equal(last, "pretrain: stopped at 37% · 370/1,000 steps in 10 s · 37 steps/s · loss 1");
  });

  it("says so when its cell ends without it, inner bars included, and goes on if the work does", () => {
    const notebook = new Notebook();
    notebook.cell(({ now }) => {
      const outer = progress({ total: 10, label: "outer", now });
      progress({ label: "inner", now });
      notebook.time += 1000;
      outer.update(5);
      notebook.end(true);
      assert.equal(notebook.last, "outer: stopped at 50% · 5/10 steps in 1 s · 5 steps/s");
      assert.deepEqual(Object.keys(notebook.published.at(-1)?.bundle ?? {}), ["text/plain"]);
      notebook.time += 1000;
      outer.update(6);
      assert.match(notebook.last, /^outer █+░+ 60%/);
      notebook.time += 1;
      outer.update(10);
      outer.finish();
      assert.equal(notebook.last, "outer: 10 steps in 2 s · 4.998 steps/s");
    });
  });

  it("says so once when it was finished: a later end of the cell draws nothing", () => {
    const notebook = new Notebook().cell((notebook) => run(2, 300, undefined, notebook));
    const before = notebook.published.length;
    notebook.end(false);
    assert.equal(notebook.published.length, before);
  });
});

describe("progress whose last drawing an interrupt cut off", () => {
  it("is drawn when the cell ends", () => {
    const drawn: string[] = [];
    let broken = true;
    const board = new Board({
      intervalMs: 200,
      patient: false,
      draw: () => undefined,
      close: (bars, now) => {
        if (broken) throw new Error("cut off");
        drawn.push(...bars.map((bar) => endedText(bar, now)));
      },
    });
    const bar = board.open({ label: "fit", unit: "steps", total: 4, leave: undefined }, 0);
    assert.throws(() => board.end(bar, false, 1000), /cut off/);
    broken = false;
    board.stop(1000);
    board.stop(1000);
    assert.deepEqual(drawn, ["fit: stopped at 0% · 0/4 steps in 1 s"]);
  });
});

describe("progress outside a notebook", () => {
  it("is a line at most every 5 seconds, and nothing for short work", () => {
    const lines: string[] = [];
    run(300, 100, (text) => lines.push(text));
    assert.equal(lines.length, 7);
    assert.match(lines[0], /^pretrain ███░+ 16% · 50\/300 views · 5 s, 25 s left · 10 views\/s · loss 0\.1$/);
    assert.equal(lines[6], "pretrain: 300 views in 30 s · 10 views/s · loss 0.01667");
    const quiet: string[] = [];
    run(40, 100, (text) => quiet.push(text));
    assert.deepEqual(quiet, []);
  });

  it("counts minutes and hours in words", () => {
    const lines: string[] = [];
    run(3, 1_259_600, (text) => lines.push(text));
    assert.match(lines[0], /· 21 min 0 s, 41 min 59 s left ·/);
    assert.match(lines[3], /: 3 views in 1 h 2 min ·/);
  });
});
