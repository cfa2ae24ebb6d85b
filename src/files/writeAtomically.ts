import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { syncFolder } from "./syncFolder";

export interface WriteAtomicallyOptions {
  /** Whether it is to outlive a power failure; takes some milliseconds more. Default false. */
  durable?: boolean;
  /**
   * Whether several processes may write the file at once. Then each writes under a name of its own; else always under
   * `<file>.tmp`, so that what a killed process left there is written over. Default false.
   */
  shared?: boolean;
}

/**
 * Writes a file so that at every moment, also when the process is killed, either the old or the new one is there, whole:
 * under another name, then renamed. Makes the folders that are missing. Leaves nothing behind when it fails.
 * @param content parts are written one behind the other
 */
export function writeAtomically(
  file: string,
  content: string | Uint8Array | readonly Uint8Array[],
  { durable = false, shared = false }: WriteAtomicallyOptions = {},
): void {
  const folder = path.dirname(path.resolve(file));
  mkdirSync(folder, { recursive: true });
  const temporary = shared ? `${file}.${process.pid}.tmp` : `${file}.tmp`;
  const descriptor = openSync(temporary, "w");
  try {
    try {
      const parts = typeof content === "string" || content instanceof Uint8Array ? [content] : content;
      for (const part of parts) writeFileSync(descriptor, part);
      if (durable) fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  // The new name is on the disk only when its folder is.
  if (durable) syncFolder(folder);
}
