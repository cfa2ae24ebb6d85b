import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import path from "node:path";

/**
 * Repairs a file whose last line has no end, because its writer was killed or the disk was full. A row that is complete gets
 * its end; a fragment is moved to `<file>.torn`. Nobody may be writing to the file meanwhile.
 * @returns what was found and done, for a reader; undefined when there was nothing to tell
 */
export function repairTornLine(file: string): string | undefined {
  if (!hasTornLine(file)) return undefined;
  const descriptor = openSync(file, "r+");
  try {
    const bytes = readFileSync(descriptor);
    const begin = bytes.lastIndexOf("\n") + 1;
    const fragment = bytes.subarray(begin);
    if (isComplete(fragment)) {
      writeSync(descriptor, "\n", bytes.length);
      fsyncSync(descriptor);
      return undefined;
    }
    keep(`${file}.torn`, fragment);
    ftruncateSync(descriptor, begin);
    fsyncSync(descriptor);
    const name = path.basename(file);
    return (
      `the last line of ${name} was cut off after ${fragment.length} bytes (${fragment.toString("utf8", 0, 60)}); ` +
      `it is kept in ${name}.torn, and its run counts as not recorded`
    );
  } finally {
    closeSync(descriptor);
  }
}

/** Whether a file's last line has no end: it is being written, or was cut off. */
export function hasTornLine(file: string): boolean {
  const descriptor = openSync(file, "r");
  try {
    const { size } = fstatSync(descriptor);
    const last = Buffer.alloc(1);
    return size > 0 && readSync(descriptor, last, 0, 1, size - 1) === 1 && last.toString("latin1") !== "\n";
  } finally {
    closeSync(descriptor);
  }
}

/** No part of a JSON record is one itself. */
function isComplete(line: Buffer): boolean {
  try {
    return line.toString("latin1", 0, 1) === "{" && JSON.parse(line.toString("utf8")) !== undefined;
  } catch {
    return false;
  }
}

/** On the disk there before it is removed here. */
function keep(file: string, fragment: Buffer): void {
  const descriptor = openSync(file, "a");
  try {
    writeFileSync(descriptor, Buffer.concat([fragment, Buffer.from("\n")]));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
