import type * as TypeScript from "typescript";

/** The TypeScript compiler as a module. */
export type Compiler = typeof TypeScript;

/** What the compiler does but its types leave out. */
export interface BoundFile extends TypeScript.SourceFile {
  /** The names that the file declares at its top level. */
  locals?: Map<TypeScript.__String, TypeScript.Symbol>;
  imports?: readonly TypeScript.StringLiteralLike[];
}
