import { inspect } from "node:util";
import type { MimeBundle } from "../../../report/displayHost";
import { displaySymbol } from "../../../report/displayable";
import { dataFrameBundle, isDataFrame } from "./dataFrame";

/** ijavascript's methods by which a value shows itself, and what each returns. */
const methods: Record<string, string> = {
  _toHtml: "text/html",
  _toSvg: "image/svg+xml",
  _toPng: "image/png",
  _toJpeg: "image/jpeg",
};

type Methods = Record<PropertyKey, unknown>;

/** A value in the formats in which it can be shown; a promise only when the value itself takes its time. */
export function toMimeBundle(value: unknown): MimeBundle | Promise<MimeBundle> {
  if (typeof value === "object" && value !== null) {
    const own = ownBundle(value as Methods);
    if (own instanceof Promise) return own.then((bundle) => withText(bundle, value));
    if (own !== undefined) return withText(own, value);
    if (isDataFrame(value)) return dataFrameBundle(value);
  } else if (typeof value === "function" && typeof (value as unknown as Methods)[displaySymbol] === "function") {
    return toMimeBundle(ownBundle(value as unknown as Methods));
  }
  return { "text/plain": plainText(value) };
}

/** Binary data as the base64 text that Jupyter wants. */
export function encodeBundle(bundle: MimeBundle): MimeBundle {
  const encode = (data: unknown): unknown =>
    data instanceof Uint8Array ? Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("base64") : data;
  return Object.fromEntries(Object.entries(bundle).map(([type, data]) => [type, encode(data)]));
}

function ownBundle(value: Methods): MimeBundle | Promise<MimeBundle> | undefined {
  const display = value[displaySymbol];
  if (typeof display === "function") return call(display, value) as MimeBundle | Promise<MimeBundle>;
  if (typeof value._toMime === "function") return call(value._toMime, value) as MimeBundle | Promise<MimeBundle>;
  const found = Object.entries(methods).filter(([method]) => typeof value[method] === "function");
  if (found.length === 0) return undefined;
  const made = found.map(([method, type]) => [type, call(value[method] as Callable, value)] as const);
  if (!made.some(([, data]) => data instanceof Promise)) return Object.fromEntries(made);
  return Promise.all(made.map(async ([type, data]) => [type, await data] as const)).then(Object.fromEntries);
}

type Callable = (this: unknown) => unknown;

function call(method: unknown, self: unknown): unknown {
  return (method as Callable).call(self);
}

/** Every client can show text; most show nothing of a bundle that lacks it. */
function withText(bundle: MimeBundle, value: unknown): MimeBundle {
  return "text/plain" in bundle ? bundle : { ...bundle, "text/plain": plainText(value) };
}

function plainText(value: unknown): string {
  return inspect(value, { depth: 3, breakLength: 100 });
}
