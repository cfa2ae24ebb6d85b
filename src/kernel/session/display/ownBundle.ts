import { types } from "node:util";
import type { MimeBundle } from "../../../report/displayHost";
import { displaySymbol } from "../../../report/displayable";
import { guarded } from "../guarded";
import { valueText } from "./valueText";

/** ijavascript's methods by which a value shows itself, and what each returns. */
const methods: Record<string, string> = {
  _toHtml: "text/html",
  _toSvg: "image/svg+xml",
  _toPng: "image/png",
  _toJpeg: "image/jpeg",
};

type Method = (this: unknown) => unknown;

/**
 * What a value's own display methods make of it: Deno's symbol first, then those of ijavascript. Undefined when it has none.
 * @throws what the method throws; TypeError when it makes no bundle
 */
export function ownBundle(value: object): MimeBundle | Promise<MimeBundle> | undefined {
  const whole = methodOf(value, displaySymbol) ?? methodOf(value, "_toMime");
  if (whole) return settled(whole.call(value), (made) => checked(made, value));
  const found = Object.entries(methods).flatMap(([name, type]) => {
    const method = methodOf(value, name);
    return method ? [[type, method.call(value)] as const] : [];
  });
  if (found.length === 0) return undefined;
  if (!found.some(([, data]) => isThenable(data))) return Object.fromEntries(found);
  return Promise.all(found.map(async ([type, data]) => [type, await data] as const)).then(Object.fromEntries);
}

/** A method, looked for with `in` first: a proxy that answers to every name has no method of that name. */
function methodOf(value: object, name: PropertyKey): Method | undefined {
  if (isRevoked(value)) return undefined;
  if (!guarded(() => name in value, false)) return undefined;
  const method = guarded(() => (value as Record<PropertyKey, unknown>)[name], undefined);
  return typeof method === "function" ? (method as Method) : undefined;
}

function isRevoked(value: object): boolean {
  return types.isProxy(value) && guarded(() => (Reflect.getPrototypeOf(value), false), true);
}

function checked(made: unknown, value: object): MimeBundle {
  if (typeof made === "object" && made !== null && !Array.isArray(made)) return made as MimeBundle;
  const name = guarded(() => value.constructor.name, "the value");
  throw new TypeError(
    `display: the display method of ${name} returned ${valueText(made)}; ` +
      'needed is a MIME bundle such as { "text/html": "<b>1</b>" }',
  );
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

function settled<T>(made: unknown, read: (made: unknown) => T): T | Promise<T> {
  return isThenable(made) ? Promise.resolve(made).then(read) : read(made);
}
