import assert from "node:assert/strict";
import { captureStreams } from "../../../src/kernel/session/streams";

describe("standard streams of the cells", () => {
  const captured = (body: () => void): string[] => {
    const written: string[] = [];
    const giveBack = captureStreams((_, text) => written.push(text));
    try {
      body();
    } finally {
      giveBack();
    }
    return written;
  };

  it("cut long text into messages of a megabyte, never through a character", () => {
    const text = "x".repeat((1 << 20) - 1) + "🔥".repeat(1 << 20);
    const written = captured(() => process.stdout.write(text));
    assert.equal(written.join(""), text);
    assert.ok(written.every((piece) => piece.length <= 1 << 20));
    assert.ok(written.every((piece) => !/[\ud800-\udbff]$/.test(piece)));
  });

  it("decode text that is given in an encoding, and bytes that cut a character", () => {
    const bytes = Buffer.from("€");
    const written = captured(() => {
      process.stdout.write("NjQ=", "base64");
      process.stdout.write("ff", "utf8");
      process.stdout.write(bytes.subarray(0, 1));
      process.stdout.write(bytes.subarray(1));
    });
    assert.deepEqual(written, ["64", "ff", "€"]);
  });

  it("are written to after somebody ended them", async () => {
    let told = false;
    const written = captured(() => {
      process.stdout.end("last", () => (told = true));
      process.stdout.write("and one more");
    });
    assert.deepEqual(written, ["last", "and one more"]);
    await new Promise((done) => setImmediate(done));
    assert.ok(told);
  });
});
