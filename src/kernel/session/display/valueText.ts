import { inspect, type InspectOptions, types } from "node:util";
import { hideResourceStore } from "./hideResourceStore";

/** What is tried in turn until the text becomes short enough to read. */
const limits: { depth: number; length: number }[] = [
  { depth: 3, length: 100 },
  { depth: 3, length: 20 },
  { depth: 3, length: 8 },
  { depth: 2, length: 8 },
  { depth: 1, length: 8 },
  { depth: 0, length: 100 },
];
/** Members that a reader will look at, over all levels. */
const maxMembers = 1500;
/** Members of one object, which Node, unlike those of an array, would all print. */
const maxKeys = 200;
const maxText = 30_000;

/**
 * A value as text, for any value and whatever its own methods do. It never throws, and large values are abbreviated
 * without a walk over all they contain.
 */
export function valueText(value: unknown): string {
  const text = inspected(value);
  return text.length <= maxText ? text : `${text.slice(0, maxText)}\n... ${text.length - maxText} more characters`;
}

function inspected(value: unknown): string {
  try {
    const keys = keysOf(value);
    if (keys.length > maxKeys) return wideText(value as object, keys);
    const { depth, length } = limits.find((limit) => isReadable(value, limit)) ?? { depth: 0, length: 8 };
    return inspect(value, { ...layout, depth, maxArrayLength: length });
  } catch (error) {
    return withoutItsMethods(value, error);
  }
}

const layout: InspectOptions = { breakLength: 100, maxStringLength: 10_000 };

/** `inspect` asks a value's own method, which may throw; and a `Symbol.toStringTag` may be a getter that does. */
function withoutItsMethods(value: unknown, error: unknown): string {
  const reason = error instanceof Error ? error.message : "";
  try {
    return `${inspect(value, { ...layout, depth: 1, customInspect: false })}\n(its own inspection throws: ${reason})`;
  } catch {
    return "a value that cannot be shown: its own inspection throws";
  }
}

/** An object used as a table: the first of its members, and how many there are. */
function wideText(value: object, keys: readonly string[]): string {
  const shown = keys.slice(0, 100);
  const copy = Object.create(Object.getPrototypeOf(value) as object | null) as object;
  for (const key of shown) Object.defineProperty(copy, key, Object.getOwnPropertyDescriptor(value, key) ?? {});
  const text = inspect(copy, { ...layout, depth: 0, maxArrayLength: 8 });
  return text.replace(/\s*\}$/, `,\n  ... ${keys.length - shown.length} more members\n}`);
}

function isReadable(value: unknown, { depth, length }: { depth: number; length: number }): boolean {
  let level = [value];
  let count = 0;
  for (let at = 0; at <= depth && level.length > 0; at++) {
    const below: unknown[] = [];
    for (const one of level) {
      const members = membersOf(one, length);
      if (members.length > maxKeys) return false;
      for (const member of members) below.push(member);
      if ((count += members.length) > maxMembers) return false;
    }
    level = below;
  }
  return true;
}

/** What `inspect` would print of a value, up to the limit; no getter is called. */
function membersOf(value: unknown, length: number): unknown[] {
  if (typeof value === "object" && value !== null && !types.isProxy(value)) hideResourceStore(value);
  if (!isPlain(value)) return [];
  if (types.isTypedArray(value)) return Array.from({ length: Math.min(length, value.length) });
  const own = (key: PropertyKey): unknown => Object.getOwnPropertyDescriptor(value, key)?.value;
  if (Array.isArray(value)) return Array.from({ length: Math.min(length, value.length) }, (_, at) => own(at));
  // the methods of the class, whatever this one has in their place
  if (types.isMap(value)) return firstOf(Map.prototype.entries.call(value), length).flat();
  if (types.isSet(value)) return firstOf(Set.prototype.values.call(value), length);
  return keysOf(value).map(own);
}

function firstOf<T>(values: Iterable<T>, length: number): T[] {
  const first: T[] = [];
  for (const value of values) if (first.push(value) >= length) break;
  return first;
}

function keysOf(value: unknown): string[] {
  if (!isPlain(value) || Array.isArray(value) || ArrayBuffer.isView(value)) return [];
  return Object.keys(value);
}

/** An object that `inspect` goes into by itself. */
function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !types.isProxy(value) && !(inspect.custom in value);
}
