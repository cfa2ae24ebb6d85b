import { writeSync } from "node:fs";

/** A line for whoever runs the Jupyter server. Written past `process.stderr`, which belongs to the cells. */
export function log(text: string): void {
  try {
    writeSync(2, `[contrastbook kernel] ${text}\n`);
  } catch {
    // the terminal is gone or its pipe is full: a log line is not worth more than the kernel
  }
}
