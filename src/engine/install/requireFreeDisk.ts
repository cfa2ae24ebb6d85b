import { mkdirSync, statfsSync } from "node:fs";
import { InstallError } from "./installError";

const mebi = 1024 * 1024;

/** @throws {InstallError} when the file system of `folder` has less than `neededMiB` MiB free. `freeMiB` is for tests. */
export function requireFreeDisk(
  folder: string,
  neededMiB: number,
  freeMiB: (folder: string) => number = measure,
): void {
  mkdirSync(folder, { recursive: true });
  const free = Math.floor(freeMiB(folder));
  if (free >= neededMiB) return;
  throw new InstallError(
    `${folder} has ${free} MiB free, and ${neededMiB} MiB are needed`,
    "Free some space, or set CONTRASTBOOK_HOME to a folder on a larger disk",
  );
}

function measure(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return (bavail * bsize) / mebi;
}
