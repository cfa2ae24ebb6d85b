/** Requires an import anew, for the cell that it belongs to, and tells which shared variables held what before and now. */
export type ImportHook = () => Renewed;

export interface Renewed {
  before: Record<string, unknown>;
  now: Record<string, unknown>;
}

/** What a cell gets as `__imports`: a module's name, the shared variables that hold something of it, and the hook. */
export type RegisterImport = (id: string, names: readonly string[], hook: ImportHook) => void;

/** The imports of the cells that ran: as long as any function of a cell is alive, or a variable that it imported. */
export class ImportHooks {
  #hooks: { id: string; hook: WeakRef<ImportHook> }[] = [];
  /** By shared variable: what its latest import belongs to. */
  readonly #owners = new Map<string, ImportHook>();
  #sweepAt = 100;

  readonly register: RegisterImport = (id, names, hook) => {
    this.#hooks.push({ id, hook: new WeakRef(hook) });
    for (const name of names) this.#owners.set(name, hook);
    if (this.#hooks.length > this.#sweepAt) this.alive();
  };

  alive(): { id: string; hook: ImportHook }[] {
    const alive = this.#hooks.flatMap(({ id, hook: reference }) => {
      const hook = reference.deref();
      return hook ? [{ id, hook, reference }] : [];
    });
    this.#hooks = alive.map(({ id, reference }) => ({ id, hook: reference }));
    this.#sweepAt = 2 * alive.length + 100;
    return alive;
  }

  clear(): void {
    this.#hooks = [];
    this.#owners.clear();
  }
}
