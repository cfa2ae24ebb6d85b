import type Module from "node:module";
import type { ScriptIds } from "./scriptIds";

/** What came from modules that were replaced: their exports, the classes of objects, and functions that they made. */
export class OldCode {
  readonly #names = new Map<unknown, string>();
  readonly #prototypes = new Map<unknown, string>();
  /** By the id of a script that was replaced: the file. */
  readonly #files = new Map<string, string>();
  readonly #scripts: Pick<ScriptIds, "of">;
  #questions = 0;

  constructor(scripts: Pick<ScriptIds, "of">) {
    this.#scripts = scripts;
  }

  /** Takes in one module that was replaced; what both versions export, since a third module made it, is not old. */
  add(old: Module, now: Module, file: string): void {
    const current = new Map(exportsOf(now));
    for (const [name, value] of exportsOf(old)) {
      const successor = current.get(name);
      if (value === successor || !isReference(value)) continue;
      const ownName = typeof value === "function" && value.name !== "" ? value.name : name;
      this.#names.set(value, ownName);
      if (typeof value !== "function") continue;
      if (isReference(value.prototype)) this.#prototypes.set(value.prototype, ownName);
      if (typeof successor === "function") this.#addScript(value, successor, file);
    }
  }

  /** What of old code a value is or contains, as the end of "x is ..."; undefined when nothing is seen. */
  describe(value: unknown): string | undefined {
    const own = this.#describeOne(value);
    if (own !== undefined) return `is ${own}`;
    const inside = parts(value);
    for (const part of inside) {
      const found = this.#describeOne(part);
      if (found !== undefined) return `contains ${found}`;
    }
    for (const written of [value, ...inside, isReference(value) ? constructorOf(value) : undefined]) {
      const file = typeof written === "function" ? this.#files.get(this.#scriptOf(written) ?? "") : undefined;
      if (file !== undefined) return `was made by the old ${file}`;
    }
    return undefined;
  }

  #addScript(value: object, successor: object, file: string): void {
    const script = this.#scriptOf(value);
    // the same script made both: a function of another module that gives functions
    if (script === undefined || script === this.#scriptOf(successor)) return;
    // a module comes before those that only pass its exports on
    if (!this.#files.has(script)) this.#files.set(script, file);
  }

  #scriptOf(written: object): string | undefined {
    return (this.#questions += 1) > maxQuestions ? undefined : this.#scripts.of(written);
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
/** Each takes a tenth of a millisecond. */
const maxQuestions = 1000;

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

function constructorOf(value: object): unknown {
  const prototype = prototypeOf(value);
  try {
    return prototype && (Object.getOwnPropertyDescriptor(prototype, "constructor")?.value as unknown);
  } catch {
    return undefined;
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
