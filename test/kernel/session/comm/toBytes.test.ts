import assert from "node:assert/strict";
import { isBytes, toBytes } from "../../../../src/kernel/session/comm/toBytes";

describe("bytes of a comm message", () => {
  it("takes the part of a buffer that a view shows, whatever its element type", () => {
    const buffer = Uint8Array.from([9, 1, 2, 3, 4, 9]).buffer;
    for (const view of [new Uint8Array(buffer, 1, 4), new DataView(buffer, 1, 4), Buffer.from(buffer, 1, 4)]) {
      assert.deepEqual([...toBytes(view)], [1, 2, 3, 4]);
    }
    assert.deepEqual([...toBytes(Float32Array.of(1))], [0, 0, 128, 63]);
    assert.deepEqual([...toBytes(buffer)], [9, 1, 2, 3, 4, 9]);
  });

  it("copies: a change after the call is not sent, and the rest of a large buffer stays here", () => {
    const large = new Uint8Array(1000);
    const sent = toBytes(large.subarray(10, 12));
    large.fill(7);
    assert.deepEqual([...sent], [0, 0]);
    assert.equal(sent.buffer.byteLength, 2);
  });

  it("tells binary data from everything else", () => {
    assert.deepEqual([new ArrayBuffer(1), Float64Array.of(1), [1], "x", null, {}].map(isBytes), [
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
