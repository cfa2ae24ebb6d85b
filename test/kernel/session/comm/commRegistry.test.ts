import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { type Comm, CommClosedError, type CommMessage } from "../../../../src/kernel/session/comm/comm";
import { MockSession } from "../mockSession";

describe("comms of a session with a mock language", () => {
  let mock: MockSession;
  /** What a cell does when it runs; its text is of no importance. */
  let cell: () => unknown;
  beforeEach(() => {
    cell = () => undefined;
    mock = new MockSession(() => cell());
  });

  const run = async (body: () => unknown): Promise<unknown> => {
    cell = body;
    return (await mock.execute("")).content;
  };
  const open = async (target = "t"): Promise<Comm> => {
    let comm: Comm | undefined;
    await run(() => {
      comm = mock.session.jupyterMeans.comms.open(target);
    });
    assert.ok(comm);
    return comm;
  };
  const info = async (content = {}): Promise<unknown> =>
    (await mock.request("comm_info_request", content)).content.comms;

  it("opens, sends and closes in the name of the running cell, buffers and metadata included", async () => {
    await run(() => {
      const comm = mock.session.jupyterMeans.comms.open("plot", {
        data: { a: 1 },
        metadata: { v: 2 },
        buffers: [Uint8Array.of(7)],
      });
      comm.send({ b: 2 }, { buffers: [Float32Array.of(1)] });
      comm.close({ c: 3 });
      comm.close();
    });
    const [input, opened, sent, closed, ...rest] = mock.published;
    assert.deepEqual(rest, []);
    assert.deepEqual([opened?.type, sent?.type, closed?.type], ["comm_open", "comm_msg", "comm_close"]);
    const id = opened?.content.comm_id;
    assert.deepEqual(opened?.content, { comm_id: id, target_name: "plot", data: { a: 1 } });
    assert.deepEqual([opened?.metadata, opened?.buffers], [{ v: 2 }, [Uint8Array.of(7)]]);
    assert.deepEqual(sent?.content, { comm_id: id, data: { b: 2 } });
    assert.deepEqual(sent?.buffers, [Uint8Array.of(0, 0, 128, 63)]);
    assert.deepEqual(closed?.content, { comm_id: id, data: { c: 3 } });
    assert.ok(input && sent.parent.msg_id === input.parent.msg_id);
  });

  it("lists the open comms, of one target or of all", async () => {
    const [a, b] = [await open("a"), await open("b")];
    assert.deepEqual(await info(), { [a.id]: { target_name: "a" }, [b.id]: { target_name: "b" } });
    assert.deepEqual(await info({ target_name: "b" }), { [b.id]: { target_name: "b" } });
    a.close();
    assert.deepEqual(await info(), { [b.id]: { target_name: "b" } });
  });

  it("hands a message to its handler; what that prints and sends goes out in the name of the message", async () => {
    const comm = await open();
    let heard: CommMessage | undefined;
    comm.onMessage(async (message) => {
      await sleep(5);
      heard = message;
      mock.session.write("stdout", "printed");
      comm.send({ answer: 1 });
    });
    const content = { comm_id: comm.id, data: { x: 1 } };
    await mock.request("comm_msg", content, { metadata: { m: 1 }, buffers: [Uint8Array.of(1, 2)] });
    assert.deepEqual(heard, { data: { x: 1 }, metadata: { m: 1 }, buffers: [Uint8Array.of(1, 2)] });
    const [printed, answer] = mock.published.slice(-2);
    assert.deepEqual([printed?.type, answer?.type], ["stream", "comm_msg"]);
    assert.deepEqual([printed?.parent.msg_type, answer?.parent.msg_type], ["comm_msg", "comm_msg"]);
  });

  it("opens what the page opens with a known target, and closes what it opens with an unknown one", async () => {
    const opened: unknown[] = [];
    mock.session.jupyterMeans.comms.onOpen("known", (comm, { data }) => opened.push(comm.id, comm.target, data));
    await mock.request("comm_open", { comm_id: "1", target_name: "known", data: { a: 1 } });
    assert.deepEqual(opened, ["1", "known", { a: 1 }]);
    await mock.request("comm_open", { comm_id: "2", target_name: "nobody", data: {} });
    assert.deepEqual(
      mock.published.map(({ type, content }) => [type, content.comm_id]),
      [["comm_close", "2"]],
    );
    assert.match(mock.logged.join(), /no cell answers the target "nobody"/);
    assert.deepEqual(await info(), { 1: { target_name: "known" } });
  });

  it("tells the error of a handler on stderr and goes on; one that fails to open is closed", async () => {
    const comm = await open();
    comm.onMessage(() => Promise.reject(new RangeError("too far")));
    await mock.request("comm_msg", { comm_id: comm.id, data: {} });
    assert.match(String(mock.published.at(-1)?.content.text), /RangeError.*too far/);
    mock.session.jupyterMeans.comms.onOpen("bad", () => {
      throw new Error("no room");
    });
    await mock.request("comm_open", { comm_id: "3", target_name: "bad" });
    assert.deepEqual(mock.types.slice(-2), ["comm_close", "stream"]);
    assert.deepEqual(await info(), { [comm.id]: { target_name: "t" } });
    assert.equal((await mock.execute("")).content.status, "ok");
  });

  it("hears the other end close, and then refuses to send", async () => {
    const comm = await open();
    let last: unknown;
    comm.onClose(({ data }) => (last = data));
    await mock.request("comm_close", { comm_id: comm.id, data: { bye: true } });
    assert.deepEqual([last, comm.closed, await info()], [{ bye: true }, true, {}]);
    assert.throws(() => comm.send({}), CommClosedError);
    assert.throws(() => comm.send({}), /is closed; needed is an open one/);
    comm.close();
    assert.equal(mock.types.includes("comm_close"), false);
  });

  it("drops a message for a comm that is not there, with a line in the log", async () => {
    await mock.request("comm_msg", { comm_id: "gone", data: {} });
    await mock.request("comm_close", {});
    assert.deepEqual(mock.published, []);
    assert.equal(mock.logged.length, 2);
  });

  it("leaves no comm behind when the data of its opening cannot be sent", async () => {
    await run(() => mock.session.jupyterMeans.comms.open("t", { data: { big: 1n } }));
    assert.equal(mock.published.at(-1)?.content.ename, "TypeError");
    assert.deepEqual(await info(), {});
  });

  it("replaces the handlers when a cell runs again", async () => {
    const comm = await open();
    const heard: string[] = [];
    comm.onMessage(() => heard.push("old"));
    comm.onMessage(() => heard.push("new"));
    await mock.request("comm_msg", { comm_id: comm.id, data: {} });
    assert.deepEqual(heard, ["new"]);
  });

  it("ends a handler that hangs when interrupted", async () => {
    const comm = await open();
    comm.onMessage(() => new Promise(() => undefined));
    const hanging = mock.request("comm_msg", { comm_id: comm.id, data: {} });
    await sleep(5);
    mock.session.interrupt();
    await hanging;
    assert.equal((await mock.execute("")).content.status, "ok");
  });
});
