import assert from "node:assert/strict";
import { ShellQueue } from "../../../src/kernel/server/shellQueue";
import { createHeader, type Message } from "../../../src/kernel/wire/message";

function message(type: string, name: string): Message {
  const header = createHeader(type, "client");
  return { identities: [], header, parentHeader: {}, metadata: {}, content: { name }, buffers: [] };
}

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A queue whose requests take a turn of the event loop; those whose name begins with "bad" fail. */
function scripted(settle: (queue: ShellQueue) => void = () => undefined): { queue: ShellQueue; log: string[] } {
  const log: string[] = [];
  const queue: ShellQueue = new ShellQueue({
    run: async ({ content }) => {
      await tick();
      const name = String(content.name);
      return { abortQueue: name.startsWith("bad"), answer: () => log.push(name) };
    },
    abort: ({ content }) => log.push(`aborted ${String(content.name)}`),
    settle: async () => {
      await tick();
      settle(queue);
    },
  });
  return { queue, log };
}

const rest = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) await tick();
};

describe("shell queue", () => {
  it("runs requests one after another in their order", async () => {
    const { queue, log } = scripted();
    for (const name of ["a", "b", "c"]) queue.push(message("execute_request", name));
    await rest();
    assert.deepEqual(log, ["a", "b", "c"]);
  });

  it("answers the error first, aborts the cells behind it and answers everything else", async () => {
    const { queue, log } = scripted();
    queue.push(message("execute_request", "bad"));
    queue.push(message("execute_request", "b"));
    queue.push(message("complete_request", "c"));
    queue.push(message("execute_request", "d"));
    await rest();
    assert.deepEqual(log, ["bad", "aborted b", "aborted d", "c"]);
  });

  it("aborts what had reached the socket before the answer, and nothing that comes after it", async () => {
    const { queue, log } = scripted((self) => self.push(message("execute_request", "underway")));
    queue.push(message("execute_request", "bad"));
    await rest();
    queue.push(message("execute_request", "next"));
    await rest();
    assert.deepEqual(log, ["bad", "aborted underway", "next"]);
  });
});
