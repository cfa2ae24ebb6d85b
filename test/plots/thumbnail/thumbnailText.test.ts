import assert from "node:assert/strict";
import { thumbnailSize, thumbnailText } from "../../../src/plots/thumbnail/thumbnailText";

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
});
