import { readFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { dirname } from "node:path";
import { Script } from "node:vm";
import { CodeCache } from "./codeCache";
import type { Compiler } from "./compiler";

type CompilerModule = (
  exports: object,
  require: NodeJS.Require,
  module: { exports: object },
  file: string,
  folder: string,
) => void;

/**
 * Loads the compiler of the cells.
 * @returns `remember` keeps what V8 has compiled of it until then, so that the next kernel need not
 */
export function loadCompiler(): { typescript: Compiler; remember: () => void } {
  const file = require.resolve("typescript");
  const cache = new CodeCache(file);
  const cachedData = cache.read();
  const script = new Script(Module.wrap(readFileSync(file, "utf8")), { filename: file, cachedData });
  const module = { exports: {} };
  const run = script.runInThisContext() as CompilerModule;
  run(module.exports, createRequire(file), module, file, dirname(file));
  const isKnown = cachedData !== undefined && script.cachedDataRejected !== true;
  return {
    typescript: module.exports as Compiler,
    remember: () => {
      if (!isKnown) cache.write(script.createCachedData());
    },
  };
}
