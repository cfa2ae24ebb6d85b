import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { onStopSignals } from "../../../src/workbook/experiments/stopSignals";

function heard(...sent: [signal: string, atMs: number][]): string[] {
  const source = new EventEmitter() as EventEmitter & Pick<NodeJS.Process, "on" | "off">;
  const calls: string[] = [];
  let time = 0;
  const end = onStopSignals({
    ...{ source, now: () => time },
    first: (signal) => calls.push(`first ${signal}`),
    second: (signal) => calls.push(`second ${signal}`),
  });
  for (const [signal, at] of sent) {
    time = at;
    source.emit(signal, signal);
  }
  end();
  assert.equal(source.eventNames().length, 0);
  return calls;
}

describe("onStopSignals", () => {
  it("tells the first signal from the next, whichever they are", () => {
    assert.deepEqual(heard(["SIGINT", 0]), ["first SIGINT"]);
    assert.deepEqual(heard(["SIGINT", 0], ["SIGINT", 1000]), ["first SIGINT", "second SIGINT"]);
    assert.deepEqual(heard(["SIGTERM", 5], ["SIGHUP", 900]), ["first SIGTERM", "second SIGHUP"]);
  });

  it("takes what comes right behind the first for the same", () => {
    assert.deepEqual(heard(["SIGINT", 10], ["SIGINT", 11], ["SIGTERM", 300]), ["first SIGINT"]);
    assert.deepEqual(heard(["SIGINT", 10], ["SIGINT", 11], ["SIGINT", 411]), ["first SIGINT", "second SIGINT"]);
  });
});
