import type * as TypeScript from "typescript";
import type { Compiler } from "./compiler";

/** The parameters of the function that a cell is compiled to. */
export const parameters = {
  /** The object whose properties are the variables of all cells. */
  scope: "__cell",
  /** Loads what an import statement names; its `later` is what `import()` does. */
  load: "__import",
  /** Stands for `import.meta`. */
  meta: "__meta",
} as const;

/** One name that a cell imports. */
export interface CellImport {
  module: string;
  /** The name that the module exports it by; `*` for all of them, `=` for what a CommonJS module exports. */
  name?: string;
  /** The variable of the cells that holds it; none for an import for the module's effects. */
  local?: string;
}

/** What the compilation of a cell is told, and tells. */
export interface Scoping {
  typescript: Compiler;
  checker: TypeScript.TypeChecker;
  /** The variable of this or of an earlier cell that has this name where the cell's top level looks for it. */
  variable: (name: string) => TypeScript.Symbol | undefined;
  /** Told of each import that the cell makes. */
  imported: (made: CellImport) => void;
}
