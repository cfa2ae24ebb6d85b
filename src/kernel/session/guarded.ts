import { inspect } from "node:util";

/** What `read` gives, or `fallback` where it throws: getters, proxies and `inspect` run code of the cells. */
export function guarded<T>(read: () => T, fallback: T): T {
  try {
    return read();
  } catch {
    return fallback;
  }
}

/** Any value as text, whatever its own methods do. */
export function inspectSafely(value: unknown): string {
  return guarded(() => inspect(value), "a value that cannot be shown: its own inspection throws");
}
