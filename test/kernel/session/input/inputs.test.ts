import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { createInputGlobals, type InputGlobals } from "../../../../src/kernel/session/input/inputGlobals";
import { MockSession } from "../mockSession";

describe("what cells of a session with a mock language ask their reader", () => {
  let mock: MockSession;
  let globals: InputGlobals;
  let body: () => unknown;
  beforeEach(() => {
    mock = new MockSession(() => body());
    globals = createInputGlobals(mock.session.inputs);
  });
  const run = async (cell: () => unknown, options = {}): Promise<Record<string, unknown>> => {
    body = cell;
    return (await mock.execute("", options)).content;
  };

  it("input asks, and resolves to the answer of its own question", async () => {
    let got: unknown;
    const running = run(async () => (got = await globals.input("Key?", { password: true })));
    await sleep(2);
    assert.deepEqual(mock.asked, [{ id: 1, prompt: "Key?", password: true }]);
    mock.session.inputs.answer({ id: 9, text: "of another question" });
    mock.session.inputs.answer({ id: 1, text: "abc" });
    assert.equal((await running).status, "ok");
    assert.equal(got, "abc");
  });

  it("prompt blocks until its answer is there, and hands on another one that comes meanwhile", async () => {
    const got: unknown[] = [];
    mock.answers.push(undefined, { id: 1, text: "first" }, { id: 2, text: "second" });
    await run(async () => {
      const first = globals.input("a");
      got.push(globals.prompt("b"), await first);
    });
    assert.deepEqual(got, ["second", "first"]);
  });

  it("an empty line is the default of prompt, or null; confirm wants a yes", async () => {
    const texts = ["", "", " YES ", "y", "yesterday", ""];
    mock.answers.push(...texts.map((text, index) => ({ id: index + 1, text })));
    let got: unknown;
    await run(() => {
      const { prompt, confirm } = globals;
      got = [prompt("a", "d"), prompt("a"), confirm(), confirm(), confirm(), confirm()];
    });
    assert.deepEqual(got, ["d", null, true, true, false, false]);
  });

  it("is an error where the client takes no input, outside a cell, and in the handler of a message", async () => {
    const { ename, evalue } = await run(() => globals.input("?"), { allow_stdin: false });
    assert.equal(ename, "StdinNotAllowedError");
    assert.match(String(evalue), /^input: the client takes no input \(allow_stdin is false\); needed is /);
    let late: unknown;
    await run(() => void sleep(5).then(() => globals.input("?").catch((error: unknown) => (late = error))));
    await sleep(15);
    assert.match(String(late), /no cell is running that it belongs to/);
    const { comms } = mock.session.jupyterMeans;
    comms.onOpen("t", () => globals.prompt("?"));
    await mock.request("comm_open", { comm_id: "1", target_name: "t" });
    assert.match(String(mock.published.at(-1)?.content.text), /prompt: no cell is running/);
    assert.deepEqual(mock.asked, []);
  });

  it("an interrupt ends the waiting", async () => {
    const running = run(() => globals.input("?"));
    await sleep(2);
    mock.session.interrupt();
    assert.equal((await running).ename, "KernelInterrupted");
  });
});
