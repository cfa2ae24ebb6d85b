type Variables = Record<PropertyKey, unknown>;

/** The variables of all cells: what a cell declares, and every use of it, is compiled to a property of one object. */
export class CellScope {
  // not Object.create(null): V8 looks the properties of such an object up in a table
  readonly variables: Variables = Object.setPrototypeOf({}, Object.freeze({ __proto__: null })) as Variables;

  /** The values that some names have now. */
  snapshot(names: readonly string[]): ReadonlyMap<string, unknown> {
    const there = names.filter((name) => Object.hasOwn(this.variables, name));
    return new Map(there.map((name) => [name, this.variables[name]]));
  }

  /** Whether nothing was assigned to a name since a snapshot that was asked for it. */
  isAsBefore(name: string, before: ReadonlyMap<string, unknown>): boolean {
    const isThere = Object.hasOwn(this.variables, name);
    return isThere === before.has(name) && Object.is(this.variables[name], before.get(name));
  }

  /** Whether the variable is there and has this value. */
  holds(name: string, value: unknown): boolean {
    return Object.hasOwn(this.variables, name) && Object.is(this.variables[name], value);
  }

  /** Puts `now` in the place of `before`, unless the variable holds something else by now. */
  rebind(name: string, before: unknown, now: unknown): void {
    if (this.holds(name, before)) this.variables[name] = now;
  }

  entries(): [string, unknown][] {
    return Object.entries(this.variables);
  }

  clear(): void {
    for (const name of Reflect.ownKeys(this.variables)) Reflect.deleteProperty(this.variables, name);
  }
}
