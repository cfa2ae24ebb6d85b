type Variables = Record<PropertyKey, unknown>;

/** The variables that all cells share. A compiled cell reads and writes them through its `exports`. */
export class CellScope {
  readonly #variables: Variables = Object.create(null) as Variables;

  /**
   * The `exports` of one cell.
   * @param lastExpression name under which the cell leaves its last value; that is not shared, or a cell that goes on
   *   in the background would give its value to another
   */
  open(lastExpression: string | undefined): { exports: Variables; value: () => unknown } {
    let value: unknown;
    const write = (target: Variables, name: PropertyKey, written: unknown): true => {
      if (name === lastExpression) value = written;
      else if (name !== "__esModule") target[name] = written;
      return true;
    };
    const exports = new Proxy(this.#variables, {
      set: write,
      // TypeScript re-exports an import by a getter; a later cell must be able to declare the name anew
      defineProperty: (target, name, descriptor) =>
        write(target, name, descriptor.get ? (descriptor.get() as unknown) : descriptor.value),
    });
    return { exports, value: () => value };
  }

  /** Puts `now` in the place of `before`, unless the variable holds something else by now. */
  rebind(name: string, before: unknown, now: unknown): void {
    if (name in this.#variables && Object.is(this.#variables[name], before)) this.#variables[name] = now;
  }

  entries(): [string, unknown][] {
    return Object.entries(this.#variables);
  }

  clear(): void {
    for (const name of Reflect.ownKeys(this.#variables)) Reflect.deleteProperty(this.#variables, name);
  }
}
