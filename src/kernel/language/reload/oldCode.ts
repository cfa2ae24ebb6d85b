import type Module from "node:module";

/** What came from modules that were replaced: their exports, and the classes that objects may still be instances of. */
export class OldCode {
  readonly #names = new Map<unknown, string>();
  readonly #prototypes = new Map<unknown, string>();

  /** Takes in one module that was replaced; what both versions export, since a third module made it, is not old. */
  add(old: Module, now: Module): void {
    const current = new Map(exportsOf(now));
    for (const [name, value] of exportsOf(old)) {
      if (value === current.get(name) || !isReference(value)) continue;
      const ownName = typeof value === "function" && value.name !== "" ? value.name : name;
      this.#names.set(value, ownName);
      if (typeof value === "function" && isReference(value.prototype)) this.#prototypes.set(value.prototype, ownName);
    }
  }

  /** What of old code a value is or contains, as the end of "x is ..."; undefined when nothing is seen. */
  describe(value: unknown): string | undefined {
    const own = this.#describeOne(value);
    if (own !== undefined) return `is ${own}`;
    for (const part of parts(value)) {
      const found = this.#describeOne(part);
      if (found !== undefined) return `contains ${found}`;
    }
    return undefined;
  }

  #describeOne(value: unknown): string | undefined {
    if (!isReference(value)) return undefined;
    const name = this.#names.get(value);
    if (name !== undefined) return `the old ${name}`;
    for (let at = prototypeOf(value); at !== null; at = prototypeOf(at)) {
      const instance = this.#prototypes.get(at);
      if (instance !== undefined) return `an instance of the old ${instance}`;
      const base = this.#names.get(at);
      if (base !== undefined) return `a class that extends the old ${base}`;
    }
    return undefined;
  }
}

/** Deeper or later parts of a collection are not looked at. */
const maxParts = 1000;

function isReference(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function prototypeOf(value: object): object | null {
  try {
    return Object.getPrototypeOf(value) as object | null;
  } catch {
    return null;
  }
}

/** The named exports, and the default one under the file's name; a getter of a module is run as an import would. */
function exportsOf({ exports, filename }: Module): [string, unknown][] {
  const whole = exports as unknown;
  if (!isReference(whole)) return [];
  const named = Object.keys(whole).flatMap((name): [string, unknown][] => {
    try {
      return [[name, (whole as Record<string, unknown>)[name]]];
    } catch {
      return [];
    }
  });
  return typeof whole === "function" ? [[filename, whole], ...named] : named;
}

/** Elements and properties, without running any code of the value but that of a proxy. */
function parts(value: unknown): unknown[] {
  if (!isReference(value) || ArrayBuffer.isView(value)) return [];
  try {
    if (Array.isArray(value)) return value.slice(0, maxParts);
    if (value instanceof Map || value instanceof Set) return [...value.values()].slice(0, maxParts);
    const properties = Object.values(Object.getOwnPropertyDescriptors(value)).slice(0, maxParts);
    return properties.map((property) => property.value as unknown);
  } catch {
    // a proxy that was revoked
    return [];
  }
}
