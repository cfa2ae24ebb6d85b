import type { Completion } from "../language";
import type { ConverterCompletion } from "./tslabTypes";

/** The language service's completions: those that begin with what was typed, or else those that contain it. */
export function toCompletion(
  { start, end, candidates, original }: ConverterCompletion,
  code: string,
  cursor: number,
): Completion {
  const typed = code.slice(start, cursor).toLowerCase();
  const beginning = candidates.filter((name) => name.toLowerCase().startsWith(typed));
  const kinds = new Map(original?.entries.map((entry) => [entry.name, String(entry.kind)]));
  const matches = (beginning.length > 0 ? beginning : candidates)
    .filter((name) => !name.startsWith("__"))
    .map((text) => ({ text, type: kinds.get(text) ?? "" }));
  return { matches, start, end };
}
