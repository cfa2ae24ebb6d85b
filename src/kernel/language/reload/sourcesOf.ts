import { closeSync, existsSync, openSync, readFileSync, readSync } from "node:fs";
import { dirname, extname, resolve } from "node:path";

/** Compilers write the sources before the mappings, so the beginning of a map is enough. */
const headBytes = 4096;
const sourcesInHead = /"sourceRoot":"([^"]*)".*?"sources":(\["[^\]]*"\])/s;

/** The TypeScript files that a JavaScript file was built from, as far as they exist: its source map names them. */
export function sourcesOf(file: string): string[] {
  if (extname(file) === ".json") return [];
  const text = readHead(`${file}.map`);
  const map = text === undefined ? undefined : parse(text, `${file}.map`);
  return (map?.sources ?? [])
    .map((source) => resolve(dirname(file), map?.sourceRoot ?? "", source))
    .filter((source) => /\.[cm]?tsx?$/.test(source) && existsSync(source));
}

interface Sources {
  sourceRoot: string;
  sources: string[];
}

function parse(head: string, file: string): Sources | undefined {
  const [, sourceRoot = "", sources] = sourcesInHead.exec(head) ?? [];
  try {
    if (sources !== undefined) return { sourceRoot, sources: JSON.parse(sources) as string[] };
    const whole = JSON.parse(readFileSync(file, "utf8")) as Partial<Sources>;
    return { sourceRoot: whole.sourceRoot ?? "", sources: whole.sources ?? [] };
  } catch {
    return undefined;
  }
}

function readHead(file: string): string | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, "r");
    const bytes = Buffer.alloc(headBytes);
    return bytes.toString("utf8", 0, readSync(descriptor, bytes));
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
