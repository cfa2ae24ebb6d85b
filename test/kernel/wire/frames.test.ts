import assert from "node:assert/strict";
import fc from "fast-check";
import { encodeFrame, FrameReader } from "../../../src/kernel/wire/frames";

describe("frames between the kernel's processes", () => {
  it("come out as they went in, however the pipe cuts them", () => {
    const message = fc.record({ text: fc.string(), bytes: fc.uint8Array({ maxLength: 300 }), n: fc.double() });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 8 }), fc.array(fc.integer({ min: 1, max: 90 })), (messages, cuts) => {
        const taken: unknown[] = [];
        const reader = new FrameReader((frame) => taken.push(frame));
        let rest = Buffer.concat(messages.map(encodeFrame));
        for (let n = 0; rest.length > 0; n++) {
          const cut = cuts[n % cuts.length] ?? 50;
          reader.add(rest.subarray(0, cut));
          rest = rest.subarray(cut);
        }
        const plain = (frames: unknown[]): object[] => frames.map((frame) => ({ ...(frame as object) }));
        assert.deepEqual(plain(taken), plain(messages));
      }),
    );
  });

  it("takes a message of many chunks in a time that grows with its length only", () => {
    const text = "x".repeat(40_000_000);
    const frame = encodeFrame({ text });
    let taken: unknown;
    const reader = new FrameReader((message) => (taken = message));
    const start = performance.now();
    for (let at = 0; at < frame.length; at += 4096) reader.add(frame.subarray(at, at + 4096));
    assert.deepEqual(taken, { text });
    assert.ok(performance.now() - start < 2000);
  });
});
