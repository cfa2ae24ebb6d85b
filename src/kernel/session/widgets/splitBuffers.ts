import type { Bytes } from "../comm/comm";
import { isBytes } from "../comm/toBytes";

export type BufferPath = (string | number)[];

export interface SplitState {
  /** The state without its binary parts: missing in objects, null in arrays. */
  state: Record<string, unknown>;
  /** Where each of the buffers belongs. */
  paths: BufferPath[];
  buffers: Bytes[];
}

/** What goes deeper than this holds itself. */
const maxDepth = 100;

/**
 * Takes the binary parts out of a widget's state, which travel beside the JSON.
 * @param replace what is to stand for a value in the JSON; undefined leaves the value
 * @throws {TypeError} a state that holds itself, or is more than 100 levels deep
 */
export function splitBuffers(
  state: Record<string, unknown>,
  replace: (value: object) => unknown = () => undefined,
): SplitState {
  const paths: BufferPath[] = [];
  const buffers: Bytes[] = [];
  const copy = (value: unknown, path: BufferPath): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (path.length > maxDepth) {
      const start = path.slice(0, 3).join(".");
      throw new TypeError(`widget: the state goes deeper than ${maxDepth} levels at ${start}; it must not hold itself`);
    }
    if (isBytes(value)) {
      paths.push(path);
      buffers.push(value);
      return Array.isArray(at(state, path.slice(0, -1))) ? null : undefined;
    }
    const replaced = replace(value);
    if (replaced !== undefined) return replaced;
    if (Array.isArray(value)) return value.map((element, index) => copy(element, [...path, index]));
    return isPlain(value) ? copyObject(value, path) : value;
  };
  const copyObject = (object: object, path: BufferPath): Record<string, unknown> =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, copy(value, [...path, key])]));
  return { state: copyObject(state, []), paths, buffers };
}

/** Puts binary parts back where they belong; the state is changed. Paths that lead nowhere are left out. */
export function joinBuffers(state: Record<string, unknown>, paths: readonly BufferPath[], buffers: Uint8Array[]): void {
  for (const [index, path] of paths.entries()) {
    const holder = at(state, path.slice(0, -1));
    const last = path.at(-1);
    if (typeof holder !== "object" || holder === null || last === undefined || last === "__proto__") continue;
    (holder as Record<string | number, unknown>)[last] = buffers[index];
  }
}

function at(value: unknown, path: BufferPath): unknown {
  return path.reduce<unknown>(
    (holder, key) =>
      typeof holder === "object" && holder !== null && Object.hasOwn(holder, key)
        ? (holder as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
}

/** Anything else decides itself what JSON makes of it. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
