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
  return text
    .split("\n")
    .flatMap((line) => {
      // what follows the last frame of a nested error, as in `{ cause: [Error ...\n at ...] }`
      const [, code = line, rest = ""] = /^(\s+at .*?:\d+:\d+\)?(?![:\d]))(.*)$/.exec(line) ?? [];
      const frame = readFrame(code);
      if (!frame) return [line];
      const cell = locate(frame);
      if (cell)
        return [`${indentOf(line)}at ${frame.name === "" ? place(cell) : `${frame.name} (${place(cell)})`}${rest}`];
      return isHidden(frame) || frame.file.startsWith(mark)
        ? rest === ""
          ? []
          : [`${indentOf(line)}${rest.trim()}`]
        : [line];
    })
    .join("\n");
}

const place = ({ executionCount, line, column }: CellPosition): string => `Cell [${executionCount}]:${line}:${column}`;

const indentOf = (line: string): string => /^\s*/.exec(line)?.[0] ?? "";
