import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { StreamText } from "../../../src/kernel/server/link";
import { StreamJoiner } from "../../../src/kernel/server/streamJoiner";
import { createHeader } from "../../../src/kernel/wire/message";

describe("stream joiner", () => {
  const [first, second] = [createHeader("execute_request", "s"), createHeader("execute_request", "s")];
  let published: StreamText[];
  let joiner: StreamJoiner;
  beforeEach(() => {
    published = [];
    joiner = new StreamJoiner((stream) => published.push(stream));
  });
  const texts = (): string[] => published.map(({ name, text }) => `${name}:${text}`);

  it("joins neighbours of one stream and one cell only", () => {
    joiner.add({ name: "stdout", text: "a", parent: first });
    joiner.add({ name: "stdout", text: "b", parent: first });
    joiner.add({ name: "stderr", text: "c", parent: first });
    joiner.add({ name: "stderr", text: "d", parent: second });
    joiner.flush();
    assert.deepEqual(texts(), ["stdout:ab", "stderr:c", "stderr:d"]);
  });

  it("publishes by itself after a moment", async () => {
    joiner.add({ name: "stdout", text: "a", parent: first });
    assert.deepEqual(texts(), []);
    await sleep(60);
    assert.deepEqual(texts(), ["stdout:a"]);
  });

  it("lets no message grow without end", () => {
    for (let i = 0; i < 30; i++) joiner.add({ name: "stdout", text: "x".repeat(100_000), parent: first });
    joiner.flush();
    assert.ok(published.length >= 3);
    assert.equal(published.map(({ text }) => text).join("").length, 3_000_000);
  });
});
