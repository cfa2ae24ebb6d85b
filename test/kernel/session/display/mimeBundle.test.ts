import assert from "node:assert/strict";
import { DataFrame, Series } from "danfojs-node";
import { encodeBundle, toMimeBundle } from "../../../../src/kernel/session/display/mimeBundle";
import { displaySymbol } from "../../../../src/report/displayable";

describe("MIME bundle of a value", () => {
  it("is text as Node prints it when the value knows nothing better", () => {
    assert.deepEqual(toMimeBundle(new Map([["a", [1]]])), { "text/plain": "Map(1) { 'a' => [ 1 ] }" });
    assert.deepEqual(toMimeBundle(new Uint8Array([137, 80])), { "text/plain": "Uint8Array(2) [ 137, 80 ]" });
  });

  it("is what the value's own method says, promised or not, with text added for plain clients", async () => {
    const bundle = { "text/html": "<b>1</b>" };
    class View {
      [displaySymbol](): typeof bundle {
        return bundle;
      }
    }
    assert.deepEqual(toMimeBundle(new View()), { ...bundle, "text/plain": "View {}" });
    const later = toMimeBundle({ [displaySymbol]: () => Promise.resolve({ ...bundle, "text/plain": "one" }) });
    assert.ok(later instanceof Promise);
    assert.deepEqual(await later, { ...bundle, "text/plain": "one" });
  });

  it("knows the methods of ijavascript", async () => {
    const value = { _toHtml: () => "<p>", _toPng: () => "iVBO" };
    assert.deepEqual(Object.keys(await toMimeBundle(value)), ["text/html", "image/png", "text/plain"]);
    assert.deepEqual((await toMimeBundle({ _toMime: () => ({ "text/latex": "$x$" }) }))["text/latex"], "$x$");
    const promised = await toMimeBundle({ _toSvg: () => Promise.resolve("<svg/>") });
    assert.equal(promised["image/svg+xml"], "<svg/>");
  });

  it("carries bytes as base64, of a view only its own part", () => {
    const bytes = new Uint8Array([0, 137, 80, 78, 71, 0]).subarray(1, 5);
    assert.deepEqual(encodeBundle({ "image/png": bytes, "text/plain": "x" }), {
      "image/png": "iVBORw==",
      "text/plain": "x",
    });
  });

  it("shows a danfo DataFrame as a table whose text cannot become markup", async () => {
    const bundle = await toMimeBundle(new DataFrame({ "a&b": [1, 2], c: ["<script>", "y"] }));
    const html = String(bundle["text/html"]);
    assert.match(html, /<th>a&amp;b<\/th><th>c<\/th>/);
    assert.match(html, /<tr><th>0<\/th><td>1<\/td><td>&lt;script&gt;<\/td><\/tr>/);
    assert.match(html, /2 rows × 2 columns/);
    assert.doesNotMatch(html, /<script>/);
    assert.match(String(bundle["text/plain"]), /^ {3}a&b {2}/);
  });

  it("shows the first and last ten rows of a long one, and says how many there are", async () => {
    const long = new DataFrame({ n: Array.from({ length: 500 }, (_, i) => i) });
    const html = String((await toMimeBundle(long))["text/html"]);
    assert.equal(html.match(/<tr>/g)?.length, 1 + 21);
    assert.match(html, /<td>9<\/td><\/tr><tr><th>…<\/th><td>…<\/td><\/tr><tr><th>490<\/th>/);
    assert.match(html, /500 rows × 1 columns/);
  });

  it("shows a danfo Series", async () => {
    const bundle = await toMimeBundle(new Series([0.5, 0.25], { index: ["a", "b"] }));
    assert.match(String(bundle["text/html"]), /<th>b<\/th><td>0\.25<\/td>/);
    assert.match(String(bundle["text/plain"]), /2 rows$/);
  });
});
