import type { LoadModule } from "../typescript/cellModules";
import type { CellImport } from "../typescript/scoping";

/** A variable of the cells that got something of a module. */
export interface Held {
  variable: string;
  module: string;
  /** As in `CellImport`. */
  name: string;
  value: unknown;
}

/** What the variables of the cells got from modules, so that they can be given it anew. */
export class CellImports {
  readonly #held = new Map<string, Held>();

  /** What a cell that makes these imports loads them with. */
  remembering(load: LoadModule, imports: readonly CellImport[]): LoadModule {
    const loadAndRemember = (module: string, name?: string): unknown => {
      const value = load(module, name);
      for (const made of imports) {
        if (name === undefined || made.local === undefined || made.module !== module || made.name !== name) continue;
        this.#held.set(made.local, { variable: made.local, module, name, value });
      }
      return value;
    };
    return Object.assign(loadAndRemember, { later: load.later });
  }

  /** Also of variables that hold something else by now. */
  all(): Held[] {
    return [...this.#held.values()];
  }

  /** Takes note of what a variable was given anew. */
  renewed(held: Held, value: unknown): void {
    this.#held.set(held.variable, { ...held, value });
  }

  clear(): void {
    this.#held.clear();
  }
}
