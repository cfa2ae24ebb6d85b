import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

let drafts = 0;

/**
 * Writes a file so that no other process ever sees half of it. One that already has this text is left as it is, so that
 * two builds of the same sources change a file once.
 */
export function writeAtomically(file: string, text: string): void {
  if (read(file) === text) return;
  const draft = `${file}.${process.pid}-${++drafts}.tmp`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
