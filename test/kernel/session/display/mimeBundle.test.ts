import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";
import { createCanvas } from "@napi-rs/canvas";
import { DataFrame, Series } from "danfojs-node";
import { encodeBundle, toMimeBundle } from "../../../../src/kernel/session/display/mimeBundle";
import type { MimeBundle } from "../../../../src/report/displayHost";
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

  it("asks no method of a proxy that answers to every name, nor of a revoked one", () => {
    const obliging = new Proxy({ a: 1 }, { get: () => () => ({ "text/html": "<b>" }) });
    assert.deepEqual(toMimeBundle(obliging), { "text/plain": "{ a: 1 }" });
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    assert.deepEqual(toMimeBundle(revoked.proxy), { "text/plain": "<Revoked Proxy>" });
    const hostile = { get columns(): never { throw new Error("c"); }, $data: 1, index: 1, $isSeries: 1, values: 1 }; // prettier-ignore
    assert.deepEqual(Object.keys(toMimeBundle(hostile)), ["text/plain"]);
  });

  it("throws what a display method throws, and says so when it makes no bundle", async () => {
    const failing = { [displaySymbol]: () => { throw new RangeError("own"); } }; // prettier-ignore
    assert.throws(() => toMimeBundle(failing), { name: "RangeError", message: "own" });
    class View {
      [displaySymbol](): string {
        return "<b>";
      }
    }
    const message = "display: the display method of View returned '<b>'; needed is a MIME bundle such as { \"text/html\": \"<b>1</b>\" }"; // prettier-ignore
    assert.throws(() => toMimeBundle(new View()), { name: "TypeError", message });
    await assert.rejects(async () => toMimeBundle({ [displaySymbol]: () => Promise.resolve(undefined) }), /returned undefined/); // prettier-ignore
  });

  it("lets a class show itself, and prints it otherwise", () => {
    class Shown {
      static [displaySymbol](): MimeBundle {
        return { "text/html": "<i>", "text/plain": "Shown" };
      }
    }
    assert.deepEqual(toMimeBundle(Shown), { "text/html": "<i>", "text/plain": "Shown" });
    assert.deepEqual(toMimeBundle(class Plain {}), { "text/plain": "[class Plain]" });
  });

  it("is the report of an error that is a value, also of one of another realm", () => {
    const describe = (error: unknown): string => `told: ${(error as Error).message}`;
    assert.deepEqual(toMimeBundle(new Error("a"), describe), { "text/plain": "told: a" });
    assert.deepEqual(toMimeBundle(runInNewContext('new TypeError("b")'), describe), { "text/plain": "told: b" });
  });

  it("is the picture of a canvas", async () => {
    const canvas = createCanvas(3, 2);
    const bundle = await toMimeBundle(canvas);
    assert.equal(bundle["text/plain"], "Canvas, 3 x 2");
    assert.deepEqual((bundle["image/png"] as Buffer).subarray(1, 4).toString(), "PNG");
    assert.deepEqual(Object.keys(await toMimeBundle(createCanvas(0, 0))), ["text/plain"]);
  });

  it("is an interactive figure for what plotly takes as one, and for nothing that merely looks like it", async () => {
    const bundle = await toMimeBundle({ data: [{ y: new Float32Array([1, 2]) }], layout: { title: "t" } });
    assert.deepEqual(bundle, {
      "application/vnd.plotly.v1+json": { data: [{ y: [1, 2] }], layout: { title: "t" } },
      "text/plain": "plotly figure (scatter)",
    });
    const others = [{ data: [], layout: {} }, { data: [{ id: 1 }], layout: {} }, { data: [{ x: 1 }], layout: {}, status: 200 }, { data: [{ x: 1 }] }]; // prettier-ignore
    for (const other of others) assert.deepEqual(Object.keys(await toMimeBundle(other)), ["text/plain"]);
  });

  it("carries text as text and JSON as it is", () => {
    const bundle = { "text/html": ["<b>", "</b>"], "text/plain": 5, "application/json": [1], "text/latex": undefined };
    assert.deepEqual(encodeBundle(bundle), { "text/html": "<b></b>", "text/plain": "5", "application/json": [1] });
    assert.equal(encodeBundle({ "image/png": new Uint8Array([1]).buffer })["image/png"], "AQ==");
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

  it("keeps a wide, nested or messy table readable", async () => {
    const messy = new DataFrame({
      x: [0.1 + 0.2, NaN, 1e-9],
      t: ["a\nb", null, "z".repeat(500)],
      o: [{ k: [1] }, 1, 2],
    });
    const html = String((await toMimeBundle(messy))["text/html"]);
    assert.match(html, /<td>0\.3<\/td><td>a b<\/td><td>\{ k: \[ 1 \] \}<\/td>/);
    assert.match(html, /<td>NaN<\/td><td>null<\/td>/);
    assert.match(html, /<td>1e-9<\/td><td>z{49}…<\/td>/);
    const wide = new DataFrame([Array.from({ length: 100 }, (_, i) => i)]);
    assert.match(String((await toMimeBundle(wide))["text/html"]), /<th>11<\/th><th>…<\/th><th>88<\/th>/);
    assert.match(String((await toMimeBundle(new DataFrame([])))["text/html"]), /0 rows × 0 columns/);
  });

  it("shows a danfo Series", async () => {
    const bundle = await toMimeBundle(new Series([0.5, 0.25], { index: ["a", "b"] }));
    assert.match(String(bundle["text/html"]), /<th>b<\/th><td>0\.25<\/td>/);
    assert.match(String(bundle["text/plain"]), /2 rows, dtype float32$/);
  });
});
