import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Writes a file so that at every moment, also when the process is killed or the power fails, either the old or the new one
 * is there, whole: under another name, onto the disk, then renamed.
 * @param parts the contents, one behind the other
 */
export function writeAtomically(file: string, parts: readonly Uint8Array[]): void {
  const folder = path.dirname(path.resolve(file));
  mkdirSync(folder, { recursive: true });
  // Always the same name, so that what a killed process left behind is written over.
  const temporary = `${file}.tmp`;
  withFile(temporary, "w", (descriptor) => {
    try {
      for (const part of parts) writeFileSync(descriptor, part);
    } catch (error) {
      // Of a disk that is full, not even this part is kept.
      rmSync(temporary);
      throw error;
    }
  });
  renameSync(temporary, file);
  // The new name is on the disk only when the folder is.
  withFile(folder, "r", () => undefined);
}

function withFile(file: string, flags: string, use: (descriptor: number) => void): void {
  const descriptor = openSync(file, flags);
  try {
    use(descriptor);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
