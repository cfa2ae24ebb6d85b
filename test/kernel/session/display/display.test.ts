import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { MimeBundle, PublishOptions } from "../../../../src/report/displayHost";
import { createDisplay, type Display } from "../../../../src/kernel/session/display/display";
import { toMimeBundle } from "../../../../src/kernel/session/display/mimeBundle";

interface Shown extends PublishOptions {
  bundle: MimeBundle;
}

/** A `display` and everything that it published. */
function recorded(): { display: Display; shown: Shown[] } {
  const shown: Shown[] = [];
  const showBundle = (bundle: MimeBundle, options: PublishOptions = {}): string => {
    const displayId = options.displayId ?? `id-${shown.length}`;
    shown.push({ bundle, ...options, displayId });
    return displayId;
  };
  const display = createDisplay({
    host: { publish: () => undefined, clear: () => undefined, signal: new AbortController().signal },
    show: (value, options) => showBundle(toMimeBundle(value) as MimeBundle, options),
    showBundle,
    page: () => undefined,
  });
  return { display, shown };
}

const png = Buffer.from("89504e470d0a1a0a0000", "hex");

describe("display of the cells", () => {
  it("shows several values at once, and takes a last argument of options for what it is", () => {
    const { display, shown } = recorded();
    display(1, { loss: 2 }, "three");
    assert.deepEqual(shown.map(({ bundle }) => bundle["text/plain"]), ["1", "{ loss: 2 }", "'three'"]); // prettier-ignore
    display(4, { displayId: "d" });
    assert.deepEqual(shown.at(-1), { bundle: { "text/plain": "4" }, displayId: "d" });
    display({ displayId: "a value" });
    assert.deepEqual(shown.at(-1)?.bundle, { "text/plain": "{ displayId: 'a value' }" });
    display(5, {});
    assert.equal(shown.at(-1)?.bundle["text/plain"], "{}");
  });

  it("returns a handle whose update replaces each value in its place", () => {
    const { display, shown } = recorded();
    const handle = display("a", "b");
    handle.update("c", "d", "e");
    const [a, b, c, d, ...more] = shown;
    assert.deepEqual([c?.displayId, d?.displayId], [a?.displayId, b?.displayId]);
    assert.notEqual(a?.displayId, b?.displayId);
    assert.deepEqual([c?.update, d?.update, more.length], [true, true, 0]);
    assert.equal(d?.bundle["text/plain"], "'d'");
  });

  it("keeps the type of what a helper showed when its handle is updated", () => {
    const { display, shown } = recorded();
    display.html("<b>1</b>").update("<b>2</b>");
    display.json({ a: 1 }).update([2]);
    assert.deepEqual(shown[1]?.bundle, { "text/html": "<b>2</b>", "text/plain": "<b>2</b>" });
    assert.deepEqual(shown[3]?.bundle, { "application/json": [2], "text/plain": "[\n  2\n]" });
  });

  it("has text in every bundle, also of JSON that says nothing", () => {
    const { display, shown } = recorded();
    for (const helper of ["html", "markdown", "latex", "svg"] as const) display[helper]("text");
    display.json(undefined);
    display.json("a string");
    display.png(png);
    assert.ok(shown.every(({ bundle }) => typeof bundle["text/plain"] === "string"));
    assert.equal(shown[5]?.bundle["application/json"], "a string");
  });
});

describe("display.image", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "contrastbook-image-"))));
  after(() => rmSync(folder, { recursive: true }));

  it("knows a picture by its first bytes, whatever its file is called", () => {
    const heads: [string, Buffer][] = [
      ["image/png", png],
      ["image/jpeg", Buffer.from("ffd8ffe000", "hex")],
      ["image/gif", Buffer.from("GIF89a....")],
      ["image/webp", Buffer.from("RIFF....WEBPVP8 ")],
      ["image/bmp", Buffer.from("BM......")],
      ["image/svg+xml", Buffer.from('<?xml version="1.0"?>\n<!-- made by hand --><svg xmlns="x"/>')],
    ];
    for (const [type, bytes] of heads) {
      const { display, shown } = recorded();
      const path = join(folder, "picture.bin");
      writeFileSync(path, bytes);
      display.image(path);
      display.image(pathToFileURL(path));
      display.image(bytes);
      display.image(Uint8Array.from(bytes).buffer);
      assert.deepEqual(shown.map(({ bundle }) => Object.keys(bundle)), Array(4).fill([type, "text/plain"])); // prettier-ignore
      assert.match(String(shown[0]?.bundle["text/plain"]), /^picture\.bin, [A-Z+]+, \d+ bytes$/);
    }
  });

  it("is as large as asked for", () => {
    const { display, shown } = recorded();
    display.image(png, { width: 120, displayId: "d" });
    assert.deepEqual(shown[0]?.metadata, { "image/png": { width: 120 } });
    assert.equal(shown[0]?.displayId, "d");
  });

  it("says what was given when it is no picture", () => {
    const { display } = recorded();
    const path = join(folder, "notes.txt");
    writeFileSync(path, "to do: everything");
    assert.throws(() => display.image(path), {
      name: "TypeError",
      message: 'display.image: notes.txt begins with "to do: every"; needed is a PNG, JPEG, GIF, WebP, BMP or SVG file',
    });
    assert.throws(() => display.image("https://a.example/cat.png"), /needed is the path of a file, or bytes/);
    assert.throws(() => display.image(join(folder, "nowhere.png")), /ENOENT/);
  });
});
