import { createRequire } from "node:module";
import type { Compiler } from "./compiler";

/** Loads the compiler of the cells. */
export function loadCompiler(): Compiler {
  return createRequire(__filename)("typescript") as Compiler;
}
