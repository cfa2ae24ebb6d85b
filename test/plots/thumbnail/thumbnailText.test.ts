import assert from "node:assert/strict";
import { sideWithin, thumbnailSize, thumbnailText } from "../../../src/plots/thumbnail/thumbnailText";

describe("the text of a thumbnail", () => {
  const image = Uint8Array.from([255, 0, 0, 255, 0, 0, 0, 0, 255, 255, 255, 255]); // red red / blue white

  it("writes each row as runs of full blocks in its colours, and a white row that ends the picture", () => {
    const text = thumbnailText(image, [2, 2, 3], ["<b>cat</b>"], { side: 2, runs: 4 });
    const blocks = [...text.matchAll(/<b style='fill:(#\w+)'>(█+)<\/b>(<br>)?/g)].map((match) => match.slice(1, 4));
    assert.deepEqual(blocks, [
      ["#f00", "█", undefined],
      ["#f00", "█", "<br>"],
      ["#00f", "█", undefined],
      ["#fff", "█", "<br>"],
      ["#fff", "██", undefined],
    ]);
    assert.ok(text.endsWith("</span><br><span style='font-size:12px'><b>cat</b></span>"));
  });

  it("joins first what is of one colour", () => {
    const text = thumbnailText(image, [2, 2, 3], [], { side: 2, runs: 3 });
    assert.match(text, /<b style='fill:#f00'>██<\/b><br><b style='fill:#00f'>█<\/b><b style='fill:#fff'>█<\/b>/);
  });

  it("averages the pixels that share a cell, and takes one channel as grey", () => {
    const grey = Uint8Array.from([0, 255, 255, 0]);
    assert.match(thumbnailText(grey, [2, 2, 1], [], { side: 1, runs: 1 }), /fill:#888'>█</);
  });

  it("stays within the bytes that it is given, and is coarser the fewer they are", () => {
    const noise = Uint8Array.from({ length: 32 * 32 * 3 }, (_, i) => (i * 7919) % 256);
    let before = 17;
    for (const bytes of [6000, 2800, 1700, 900]) {
      const size = thumbnailSize(bytes);
      const text = thumbnailText(noise, [32, 32, 3], ["<b>automobile</b>", "test image 123"], size);
      assert.ok(Buffer.byteLength(text) <= bytes * 1.05, `${Buffer.byteLength(text)} of ${bytes}`);
      assert.ok(size.side < before);
      before = size.side;
    }
  });

  it("is finer than a cloud's where it may be, and never finer than it may", () => {
    assert.deepEqual(thumbnailSize(20_000), { side: 16, runs: 160 });
    assert.deepEqual(thumbnailSize(20_000, { side: 24, runs: 384 }), { side: 24, runs: 384 });
    assert.deepEqual(thumbnailSize(20_000, { side: 23, runs: 384 }), { side: 20, runs: 384 });
    assert.equal(thumbnailSize(6000, { side: 24, runs: 384 }).side, 20);
  });

  it("leaves room for its lines: a row of 9.1 pixels a cell, two a line, and two around", () => {
    assert.equal(sideWithin(9.1 * (24 + 6 + 2) + 1, 3), 24);
    assert.equal(sideWithin(9.1 * (24 + 6 + 2) - 1, 3), 23);
    assert.equal(sideWithin(9.1 * (24 + 6 + 2) + 1, 2), 26);
  });
});
