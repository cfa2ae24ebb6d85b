import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { createDisplay } from "../../../src/kernel/session/display/display";
import type { DisplayHandle } from "../../../src/kernel/session/display/displayHandle";
import { displaySymbol } from "../../../src/report/displayable";
import { MockSession } from "./mockSession";

describe("session with a mock language", () => {
  it("publishes input and result of a cell and counts from one", async () => {
    const mock = new MockSession(() => ({ loss: 0.5 }));
    const { content } = await mock.execute("the code");
    assert.deepEqual(
      mock.published.map(({ type, content }) => [type, content]),
      [
        ["execute_input", { code: "the code", execution_count: 1 }],
        ["execute_result", { data: { "text/plain": "{ loss: 0.5 }" }, metadata: {}, execution_count: 1 }],
      ],
    );
    assert.deepEqual(content, { status: "ok", execution_count: 1, payload: [], user_expressions: {} });
  });

  it("publishes no result for undefined, and one for null", async () => {
    const values = [undefined, null];
    const mock = new MockSession(() => values.shift());
    await mock.execute("");
    await mock.execute("");
    assert.deepEqual(mock.types, ["execute_input", "execute_input", "execute_result"]);
  });

  it("puts an error on iopub and into the reply, and asks to abort the queue", async () => {
    const mock = new MockSession(() => {
      throw new RangeError("tau");
    });
    const { content, abortQueue } = await mock.execute("");
    const { status, execution_count, ...error } = content;
    assert.deepEqual([status, execution_count, abortQueue], ["error", 1, true]);
    assert.deepEqual(mock.published.at(-1)?.content, error);
    assert.equal(error.ename, "RangeError");
  });

  it("leaves the queue alone after an error when the client says so, or when the request was silent", async () => {
    const mock = new MockSession(() => {
      throw new Error("x");
    });
    assert.equal((await mock.execute("", { stop_on_error: false })).abortQueue, false);
    assert.equal((await mock.execute("", { silent: true })).abortQueue, false);
  });

  it("shows a thrown value that is no Error", async () => {
    const mock = new MockSession(() => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- what a cell may do
      throw { code: 7 };
    });
    await mock.execute("");
    assert.equal(mock.published.at(-1)?.content.evalue, "{ code: 7 }");
  });

  it("says nothing and counts nothing for a silent request", async () => {
    const mock = new MockSession((_, __, session) => {
      session.write("stdout", "text");
      session.displayMeans.show(1);
      return 2;
    });
    const { content } = await mock.execute("x", { silent: true, user_expressions: { a: "b" } });
    assert.deepEqual(mock.published, []);
    assert.equal(content.execution_count, 0);
    assert.deepEqual(content.user_expressions, { a: { status: "ok", data: { "text/plain": "2" }, metadata: {} } });
  });

  it("sends late output in the name of the cell that started it, also from within promises", async () => {
    const mock = new MockSession((code, _, session) => {
      if (code === "old") void sleep(20).then(() => session.write("stdout", "late"));
      return sleep(code === "new" ? 60 : 0);
    });
    await mock.execute("old");
    await mock.execute("new");
    const late = mock.published.find(({ type }) => type === "stream");
    const old = mock.published.find(({ content }) => content.code === "old");
    assert.ok(late && late.parent.msg_id === old?.parent.msg_id);
  });

  it("keeps the order of output when a display takes its time, and ends the cell after the last of it", async () => {
    const slow = { [displaySymbol]: () => sleep(20, { "text/plain": "slow" }) };
    const mock = new MockSession((_, __, session) => {
      session.displayMeans.show(slow);
      session.write("stdout", "printed");
      session.displayMeans.show("last");
    });
    await mock.execute("");
    assert.deepEqual(mock.types, ["execute_input", "display_data", "stream", "display_data"]);
  });

  it("fails the cell when a display fails, and still shows what was printed after it", async () => {
    const bad = { [displaySymbol]: () => sleep(5).then(() => Promise.reject(new Error("no picture"))) };
    const mock = new MockSession((_, __, session) => {
      session.displayMeans.show(bad);
      session.write("stdout", "printed");
    });
    const { content } = await mock.execute("");
    assert.equal(content.evalue, "no picture");
    assert.deepEqual(mock.types, ["execute_input", "stream", "error"]);
  });

  it("ends a cell that hangs when interrupted, aborts its signal, and gives the next cell a fresh one", async () => {
    const signals: AbortSignal[] = [];
    const mock = new MockSession((code, _, session) => {
      signals.push(session.displayMeans.host.signal);
      return code === "hang" ? new Promise(() => undefined) : 1;
    });
    const hanging = mock.execute("hang");
    await sleep(5);
    mock.session.interrupt();
    assert.equal((await hanging).content.ename, "KernelInterrupted");
    assert.equal((await mock.execute("go on")).content.status, "ok");
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true, false],
    );
  });

  it("refuses to update a display without a name", async () => {
    const mock = new MockSession((_, __, session) => session.displayMeans.host.publish({}, { update: true }));
    const { content } = await mock.execute("");
    assert.equal(
      content.evalue,
      "display: update is true but displayId is missing; needed is the displayId to replace",
    );
  });

  it("converts cursor positions between code points and UTF-16 units, both ways", async () => {
    let asked: unknown;
    const mock = new MockSession(() => undefined, {
      complete: (code, cursor) => {
        asked = cursor;
        return { matches: [{ text: "🔥x", type: "const" }], start: code.indexOf("x"), end: cursor };
      },
    });
    const { content } = await mock.request("complete_request", { code: "🔥🔥 xy", cursor_pos: 5 });
    assert.equal(asked, 7);
    assert.deepEqual([content.cursor_start, content.cursor_end], [3, 5]);
  });

  it("answers an unknown request with an error and goes on", async () => {
    const mock = new MockSession(() => 1);
    assert.equal((await mock.request("usage_request", {})).content.status, "error");
    assert.equal((await mock.execute("")).content.status, "ok");
  });

  it("tells what nobody caught on stderr of the latest cell", async () => {
    const mock = new MockSession(() => undefined);
    await mock.execute("");
    mock.session.reportUncaught(new Error("in a timer"));
    const { type, content } = mock.published.at(-1) ?? {};
    assert.equal(type, "stream");
    assert.equal(content?.name, "stderr");
    assert.match(String(content?.text), /in a timer/);
  });

  it("shows once what a cell that ends with display(x) shows", async () => {
    const mock = new MockSession((_, __, session) => createDisplay(session.displayMeans)("shown", 2));
    const { content } = await mock.execute("");
    assert.equal(content.status, "ok");
    assert.deepEqual(mock.types, ["execute_input", "display_data", "display_data"]);
  });

  it("updates a display by its handle, from a later cell in that cell's name", async () => {
    let handle: DisplayHandle | undefined;
    const mock = new MockSession((code, _, session) => {
      if (code === "show") handle = createDisplay(session.displayMeans)("a");
      else handle?.update("b");
    });
    await mock.execute("show");
    await mock.execute("update");
    const [, shown, , updated] = mock.published;
    assert.equal(updated?.type, "update_display_data");
    assert.deepEqual(updated?.content.transient, shown?.content.transient);
    assert.deepEqual(updated?.content.data, { "text/plain": "'b'" });
  });

  it("tells who asked when a cell has ended, and whether it failed, before the error", async () => {
    const ends: boolean[] = [];
    const mock = new MockSession((code, _, session) => {
      const { host } = session.displayMeans;
      host.onCellEnd?.((failed) => {
        ends.push(failed);
        host.publish({ "text/plain": "the end" });
      });
      if (code === "fail") throw new Error("x");
    });
    await mock.execute("fail");
    await mock.execute("work");
    assert.deepEqual(ends, [true, false]);
    assert.deepEqual(mock.types, ["execute_input", "display_data", "error", "execute_input", "display_data"]);
  });

  it("shows an error that is a value as its report, and one that is printed by cell and line", async () => {
    const frame = "    at fail (contrastbook-cell:4:9:5)";
    const located = { executionCount: 3, line: 2, column: 1, source: ["let a", "fail()"] };
    const mock = new MockSession(
      (_, __, session) => {
        session.write("stdout", `Error: x\n${frame}\n`);
        return Object.assign(new Error("x", { cause: 5 }), { stack: `Error: x\n${frame}` });
      },
      { locate: () => located },
    );
    await mock.execute("");
    assert.equal(mock.published[1]?.content.text, "Error: x\n    at fail (Cell [3]:2:1)\n");
    const report = "Error: x\n  Cell [3], line 2, in fail\n      1 | let a\n>     2 | fail()\nCaused by:\n5";
    assert.deepEqual(mock.published[2]?.content.data, { "text/plain": report });
  });

  it("tells what the history keeps: input and result, unless the client wants it forgotten", async () => {
    const mock = new MockSession((code) => (code === "fail" ? Promise.reject(new Error("no")) : 42));
    await mock.execute("6 * 7");
    await mock.execute("fail");
    await mock.execute("forget", { store_history: false });
    await mock.execute("hide", { silent: true });
    assert.deepEqual(mock.executed, [
      { line: 1, input: "6 * 7", output: "42" },
      { line: 2, input: "fail", output: null },
    ]);
  });
});
