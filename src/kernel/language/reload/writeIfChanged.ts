import { readFileSync } from "node:fs";
import { writeAtomically } from "../../../files/writeAtomically";

/**
 * Writes a file so that no other process ever sees half of it. One that already has this text is left as it is, so that
 * two builds of the same sources change a file once.
 */
export function writeIfChanged(file: string, text: string): void {
  if (read(file) !== text) writeAtomically(file, text, { shared: true });
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
