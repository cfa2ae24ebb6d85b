import { dirname, sep } from "node:path";
import type { CodePosition } from "../language/language";
import { guarded } from "./guarded";

export interface StackFrame extends CodePosition {
  /** The function; empty for the top level. */
  name: string;
}

const kernelFolder = dirname(__dirname) + sep;
const frameLine = /^\s+at (?:async )?(?:(.*?) \()?((?:file:\/\/|node:)?[^()]*?):(\d+):(\d+)\)?$/;

/** The frame that a line of a stack tells; undefined for any other line. */
export function readFrame(line: string): StackFrame | undefined {
  const match = frameLine.exec(line);
  if (!match) return undefined;
  const [, name = "", file = "", row = "0", column = "0"] = match;
  return { name: plainName(name), file, line: Number(row), column: Number(column) };
}

/** Whether a frame is of the kernel or of Node, and says nothing to the author of a cell. */
export function isHidden({ file }: StackFrame): boolean {
  return file.startsWith("node:") || file.startsWith(kernelFolder);
}

/** The frames of an error's stack that its reader may want to see. */
export function framesOf(error: Error): StackFrame[] {
  const stack = guarded<unknown>(() => error.stack, undefined);
  const lines = typeof stack === "string" ? stack.split("\n") : [];
  return lines.flatMap((line) => {
    const frame = readFrame(line);
    return frame && !isHidden(frame) ? [frame] : [];
  });
}

/**
 * V8 counts the object on which a function is called as part of its name; for functions of earlier cells that is the
 * record of all variables, for the cell itself nothing that has a name.
 */
function plainName(name: string): string {
  const plain = name.replace(/^Proxy\./, "");
  return plain === "Object.<anonymous>" || plain === "eval" || plain === "<anonymous>" ? "" : plain;
}
