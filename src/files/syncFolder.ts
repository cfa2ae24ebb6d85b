import { closeSync, fsyncSync, openSync } from "node:fs";

/** Puts the names of a folder onto the disk: a file that is new, or was renamed, outlives a power failure only then. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
