import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { CodePosition } from "../language/language";
import { mapInMemory } from "../language/memoryCode";

export interface FilePosition extends CodePosition {
  /** The line itself; undefined for what packages contain and for what cannot be read. */
  text: string | undefined;
}

/** Follows a frame of a compiled project file to the TypeScript it was made from, where it has a source map. */
export function locateInFile({ file, line, column }: CodePosition): FilePosition {
  const path = file.startsWith("file:") ? fileURLToPath(file) : file;
  if (path.startsWith("node:") || path.includes("/node_modules/")) return { file: path, line, column, text: undefined };
  const original = throughMap(path, line, column) ?? { file: path, line, column };
  return { ...original, text: readLine(original) };
}

function throughMap(path: string, line: number, column: number): CodePosition | undefined {
  let map: SourceMapPayload;
  try {
    map = JSON.parse(mapInMemory(path) ?? readFileSync(`${path}.map`, "utf8")) as SourceMapPayload;
  } catch {
    return undefined;
  }
  const entry = new SourceMap(map).findEntry(line - 1, column - 1);
  if (!("originalLine" in entry)) return undefined;
  return {
    file: resolve(dirname(path), entry.originalSource),
    line: entry.originalLine + 1,
    column: entry.originalColumn + 1,
  };
}

function readLine({ file, line }: CodePosition): string | undefined {
  try {
    return readFileSync(file, "utf8").split("\n")[line - 1];
  } catch {
    return undefined;
  }
}
