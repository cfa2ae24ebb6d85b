import type { CellPosition, Language } from "../language/language";
import { isHidden, readFrame } from "./stackFrames";

/** Frames of cells have this in them, see `CellSources`. */
const mark = "contrastbook-cell:";

/**
 * Rewrites the stacks in a text, for instance of `console.log(error)`: frames of cells by cell and line instead of by
 * the place in the compiled code, and none of the kernel. Text without such a frame comes back as it is.
 */
export function tidyStacks(text: string, locate: Language["locate"]): string {
  if (!text.includes(mark)) return text;
  return withoutRepeats(text.split("\n").flatMap((line) => tidyLine(line, locate))).join("\n");
}

/** What follows the last frame of a nested error, as in `{ [cause]: Error ... at f (file:1:2) }`, stays. */
function tidyLine(line: string, locate: Language["locate"]): string[] {
  const [, code = line, rest = ""] = /^(\s+at .*?:\d+:\d+\)?(?![:\d]))(.*)$/.exec(line) ?? [];
  const frame = readFrame(code);
  if (!frame) return [line];
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  const cell = locate(frame);
  if (cell) return [`${indent}at ${frame.name === "" ? place(cell) : `${frame.name} (${place(cell)})`}${rest}`];
  if (!isHidden(frame) && !frame.file.startsWith(mark)) return [line];
  return rest === "" ? [] : [`${indent}${rest.trim()}`];
}

/** A recursion prints one frame over and over. */
function withoutRepeats(lines: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? "";
    let next = at + 1;
    while (/^\s+at /.test(line) && lines[next] === line) next++;
    kept.push(line);
    const more = next - at - 1;
    if (more === 1) kept.push(line);
    if (more > 1) kept.push(`${/^\s*/.exec(line)?.[0] ?? ""}... and ${more} more frames of the same`);
    at = next;
  }
  return kept;
}

const place = ({ executionCount, line, column }: CellPosition): string => `Cell [${executionCount}]:${line}:${column}`;
