import { readFileSync } from "node:fs";
import path from "node:path";

/** Golden values of a peer: test/fixtures/<name>.json, which <name>.py made. */
export function golden<T>(name: string): T {
  return JSON.parse(readFileSync(path.resolve(__dirname, `../../../test/fixtures/${name}.json`), "utf8")) as T;
}
