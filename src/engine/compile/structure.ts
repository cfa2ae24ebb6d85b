import { tf } from "../tf";
import { CompileError } from "./compileError";

/** What a step may take and give: tensors and numbers, in arrays and plain records nested at will. */
export type Nested = tf.Tensor | number | boolean | string | null | undefined | readonly Nested[] | NestedRecord;
export interface NestedRecord {
  readonly [name: string]: Nested;
}

/**
 * Replaces every leaf of a nested structure, arrays and records kept.
 * @param path of the whole, for messages
 * @throws CompileError for a leaf that is neither a tensor nor plain data
 */
export function mapLeaves(value: unknown, path: string, visit: (leaf: Leaf, path: string) => unknown): unknown {
  if (value instanceof tf.Tensor || value === null || value === undefined) return visit(value, path);
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "string") return visit(value, path);
  if (Array.isArray(value)) return value.map((item, index) => mapLeaves(item, `${path}[${index}]`, visit));
  if (isRecord(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, mapLeaves(item, `${path}.${name}`, visit)]),
    );
  throw new CompileError(
    `compile: ${path} is ${describe(value)}; a step takes and gives tensors and numbers, in arrays and plain records` +
      (ArrayBuffer.isView(value) ? "; make a tensor of it" : ""),
  );
}

export type Leaf = tf.Tensor | number | boolean | string | null | undefined;

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // A record made in a cell's own context has another Object.prototype, whose prototype is null too.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function describe(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (value instanceof Promise) return "a promise (a step must not be async)";
  return `a ${(value as object).constructor.name}`;
}
