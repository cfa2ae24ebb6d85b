import assert from "node:assert/strict";
import { type DisplayHost, type MimeBundle, type PublishOptions, setDisplayHost } from "../../src/report/displayHost";
import { progress } from "../../src/report/progress";

interface Published extends PublishOptions {
  bundle: MimeBundle;
}

function withHost(work: (published: Published[]) => void): void {
  const published: Published[] = [];
  const host: DisplayHost = {
    publish: (bundle, options) => void published.push({ bundle, ...options }),
    clear: () => undefined,
    signal: new AbortController().signal,
  };
  setDisplayHost(host);
  try {
    work(published);
  } finally {
    setDisplayHost(undefined);
  }
}

/** Runs `steps` updates, `everyMs` apart by a clock of its own, and finishes. */
function run(steps: number, everyMs: number, write?: (line: string) => void): void {
  let clock = 1000;
  const shown = progress({ total: steps, label: "pretrain", unit: "views", now: () => clock, write });
  for (let step = 1; step <= steps; step++) {
    clock += everyMs;
    shown.update(step, { loss: 5 / step });
  }
  shown.finish();
}

const line = (publication: Published): string => publication.bundle["text/plain"] as string;

describe("progress", () => {
  it("keeps one display in a notebook, updated at most 5 times a second", () => {
    withHost((published) => {
      run(1000, 10);
      assert.ok(published.length >= 50 && published.length <= 52, `${published.length} updates in 10 s`);
      assert.equal(new Set(published.map(({ displayId }) => displayId)).size, 1);
      assert.deepEqual([published[0].update, published[1].update, published.at(-1)?.update], [false, true, true]);
    });
  });

  it("shows share, rate, remaining time and metrics, and ends as a static line", () => {
    withHost((published) => {
      run(40, 500);
      assert.equal(line(published[9]), "pretrain █████░░░░░░░░░░░░░░░ 25% · 2 views/s · 15 s left · loss 0.5");
      assert.equal(line(published[40]), "pretrain: 40 views in 20 s · 2 views/s · loss 0.125");
      assert.ok(published.every((publication) => !/[\r\n]/.test(line(publication))));
    });
  });

  it("gives every piece of work a display of its own", () => {
    withHost((published) => {
      run(1, 300);
      run(1, 300);
      assert.equal(new Set(published.map(({ displayId }) => displayId)).size, 2);
    });
  });

  it("writes a line at most every 5 seconds elsewhere, and nothing for short work", () => {
    const lines: string[] = [];
    run(300, 100, (text) => lines.push(text));
    assert.equal(lines.length, 7);
    assert.match(lines[0], /^pretrain ███.* 16% · 10 views\/s · 25 s left · loss 0\.1$/);
    assert.equal(lines[6], "pretrain: 300 views in 30 s · 10 views/s · loss 0.01667");
    const quiet: string[] = [];
    run(40, 100, (text) => quiet.push(text));
    assert.deepEqual(quiet, []);
  });

  it("counts minutes and hours in words", () => {
    const lines: string[] = [];
    run(3, 1_259_600, (text) => lines.push(text));
    assert.match(lines[0], /· 41 min 59 s left ·/);
    assert.match(lines[3], /: 3 views in 1 h 2 min ·/);
  });
});
