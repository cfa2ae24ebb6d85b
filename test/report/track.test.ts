import assert from "node:assert/strict";
import { InterruptedError } from "../../src/report/abort";
import { track } from "../../src/report/track";
import { Notebook } from "./progress/notebook";

describe("track", () => {
  it("gives the items in their order and counts them, by the size that they have", () => {
    const seen: unknown[] = [];
    const { texts, last } = new Notebook().cell((notebook) => {
      for (const items of [
        ["a", "b"],
        new Set(["a", "b"]),
        new Float32Array(2),
        2,
        "ab",
        new Map([
          ["a", 1],
          ["b", 2],
        ]),
      ])
        // prettier-ignore
        for (const item of track<unknown>(items as Iterable<unknown>, { label: "go", now: notebook.now })) {
          seen.push(item);
          notebook.time += 1000;
        }
    });
    assert.deepEqual(seen, ["a", "b", "a", "b", 0, 0, 0, 1, "a", "b", ["a", 1], ["b", 2]]);
    assert.equal(texts.filter((text) => text.startsWith("go █████████████████████".slice(0, 13))).length, 6 * 2);
    assert.equal(last, "go: 2 items in 2 s · 1 items/s");
  });

  it("shows what the loop says beside the bar", () => {
    const { texts, last } = new Notebook().cell((notebook) => {
      const steps = track(3, { now: notebook.now, unit: "steps" });
      for (const step of steps) {
        notebook.time += 1000;
        steps.show({ loss: 1 / (step + 1) });
      }
    });
    assert.match(texts[1], /0\/3 steps · 1 s · loss 1$/);
    assert.equal(last, "3 steps in 3 s · 1 steps/s · loss 0.3333");
  });

  it("goes over an async iterable, with a total or without", async () => {
    async function* rows(): AsyncGenerator<number> {
      for (let n = 0; n < 4; n++) {
        await Promise.resolve();
        yield n;
      }
    }
    for (const [total, text] of [
      [4, /2\/4 items/],
      [undefined, /^2 items ·/],
    ] as const) {
      // prettier-ignore
      let sum = 0;
      const notebook = await new Notebook().asyncCell(async (notebook) => {
        for await (const n of track(rows(), { total, now: notebook.now })) {
          sum += n;
          notebook.time += 500;
        }
      });
      assert.equal(sum, 6);
      assert.match(notebook.texts[2] ?? "", text);
      assert.equal(notebook.last, "4 items in 2 s · 2 items/s");
    }
  });

  it("says how far it came when the loop is left, when it throws, and when the source throws", () => {
    const source = function* (): Generator<number> {
      yield 1;
      throw new Error("source");
    };
    const leave = (how: (n: number) => void) => (items: Iterable<number>) => {
      for (const n of items) {
        if (n === 1) how(n);
        if (n === 2) break;
      }
    };
    const fail = (): never => {
      throw new Error("body");
    };
    for (const [items, body, text] of [
      [[0, 1, 2, 3], leave(() => undefined), /^stopped at 50% · 2\/4 items in/],
      [[0, 1, 2, 3], leave(fail), /^stopped at 25% · 1\/4 items in/],
      [source(), leave(() => undefined), /^stopped after 1 item in/],
    ] as const) {
      const { last } = new Notebook().cell(({ now }) => {
        try {
          body(track(items, { now }));
        } catch (error) {
          assert.match((error as Error).message, /body|source/);
        }
      });
      assert.match(last, text);
    }
  });

  it("finishes when its source ends before the total that was guessed", () => {
    const { last } = new Notebook().cell((notebook) => {
      for (const _ of track([1, 2], { total: 5, now: notebook.now })) notebook.time += 1000;
    });
    assert.equal(last, "2 items in 2 s · 1 items/s");
  });

  it("closes its source when the loop is left", () => {
    let closed = false;
    const source = function* (): Generator<number> {
      try {
        for (;;) yield 1;
      } finally {
        closed = true;
      }
    };
    new Notebook().cell(() => {
      for (const _ of track(source())) break;
    });
    assert.ok(closed);
  });

  it("ends the loop when its cell was interrupted", () => {
    const { last } = new Notebook().cell((notebook) => {
      const loop = (): void => {
        for (const n of track(10, { label: "epochs", now: notebook.now })) if (n === 4) notebook.abort.abort();
      };
      assert.throws(loop, (error) => error instanceof InterruptedError && error.message === "epochs: interrupted");
    });
    assert.match(last, /^epochs: stopped at 50%/);
  });

  it("puts a loop within a loop on one display", () => {
    const { published, last } = new Notebook().cell((notebook) => {
      for (const epoch of track(2, { label: "epochs", now: notebook.now }))
        for (const _ of track([1, 2, 3], { label: `epoch ${epoch}`, now: notebook.now })) notebook.time += 300;
    });
    assert.equal(new Set(published.map(({ displayId }) => displayId)).size, 1);
    assert.equal(last, "epochs: 2 items in 1.8 s · 1.111 items/s");
  });

  it("refuses what cannot be looped over, in words", () => {
    const message = "track: the items are 3.5; needed is something to loop over, or a whole number from 0";
    assert.throws(() => track(3.5), { name: "TypeError", message });
    for (const wrong of [-1, NaN, null, undefined, {}]) assert.throws(() => track(wrong as string), TypeError);
  });

  it("costs an iteration that draws nothing less than 5 µs", () => {
    new Notebook().cell(() => {
      const count = 200_000;
      const start = performance.now();
      let sum = 0;
      for (const n of track(count)) sum += n;
      const micros = ((performance.now() - start) * 1000) / count;
      assert.equal(sum, (count * (count - 1)) / 2);
      assert.ok(micros < 5, `${micros} µs`);
    });
  });
});
