type Exports = Record<PropertyKey, unknown>;

const namespaces = new WeakMap<object, Exports>();

/**
 * What an import statement takes from a module, by the rules of `esModuleInterop`.
 * @param name the name that is imported; `*` for all of them in one object, `=` for what a CommonJS module exports
 */
export function imported(exports: unknown, name: string): unknown {
  if (name === "=") return exports;
  if (name === "*") return namespaceOf(exports);
  if (name === "default" && !isModule(exports)) return exports;
  return (exports as Exports)[name];
}

/** A module as one object that has a `default`. */
function namespaceOf(exports: unknown): unknown {
  if (isModule(exports)) return exports;
  const source = (typeof exports === "object" || typeof exports === "function") && exports !== null ? exports : {};
  let namespace = namespaces.get(source);
  if (namespace === undefined) {
    namespace = { default: exports };
    for (const key of Object.getOwnPropertyNames(source)) {
      if (key === "default") continue;
      // by getter: a module may still be adding to what it exports
      Object.defineProperty(namespace, key, { enumerable: true, get: () => (source as Exports)[key] });
    }
    namespaces.set(source, namespace);
  }
  return namespace;
}

/** Whether it is, or was compiled from, a module of ECMAScript. */
function isModule(exports: unknown): boolean {
  if (typeof exports !== "object" || exports === null) return false;
  const { __esModule, [Symbol.toStringTag]: tag } = exports as Exports;
  return __esModule === true || tag === "Module";
}
