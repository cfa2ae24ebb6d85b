import { closeSync, existsSync, mkdirSync, openSync, rmSync } from "node:fs";
import path from "node:path";
import { CheckpointError } from "./checkpointError";

/**
 * Throws when a checkpoint could not be written, before there is work to lose. Leaves nothing but the folder.
 * @throws CheckpointError `pretrain: checkpoint.path is undefined; the name of a file is needed`;
 *   `pretrain: the checkpoint run.checkpoint cannot be written (EACCES: permission denied, open 'run.checkpoint.tmp')`
 */
export function requireWritable({ who, path: file }: { who: string; path: string }): void {
  if (typeof file !== "string" || file === "")
    throw new CheckpointError(
      `${who}: checkpoint.path is ${JSON.stringify(file) ?? "undefined"}; the name of a file is needed`,
    );
  // The file that writing makes before it has the name of the other.
  const temporary = `${file}.tmp`;
  try {
    mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    const left = existsSync(temporary);
    closeSync(openSync(temporary, "a"));
    if (!left) rmSync(temporary);
  } catch (cause) {
    throw new CheckpointError(`${who}: the checkpoint ${file} cannot be written (${(cause as Error).message})`, {
      cause,
    });
  }
}
