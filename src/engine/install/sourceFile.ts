import path from "node:path";

/** The absolute path of a file under `src/` that tsc does not copy: C++ and Python sources stay where they are written. */
export function sourceFile(name: string): string {
  return path.resolve(__dirname, "../../../../src", name);
}
