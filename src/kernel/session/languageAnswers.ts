import type { Language } from "../language/language";
import type { JsonObject } from "../wire/message";
import { toCodePoints, toUnits } from "./codePoints";

/** The reply to a question about code, or undefined when the request asks for something else. */
export function answerAboutCode(language: Language, type: string, content: JsonObject): JsonObject | undefined {
  const code = typeof content.code === "string" ? content.code : "";
  const cursor = typeof content.cursor_pos === "number" ? toUnits(code, content.cursor_pos) : code.length;
  switch (type) {
    case "complete_request":
      return complete(language, code, cursor);
    case "inspect_request":
      return inspect(language, code, cursor);
    case "is_complete_request":
      return { ...language.isComplete(code) };
    default:
      return undefined;
  }
}

function complete(language: Language, code: string, cursor: number): JsonObject {
  const { matches, start, end } = language.complete(code, cursor);
  const range = { start: toCodePoints(code, start), end: toCodePoints(code, end) };
  return {
    matches: matches.map(({ text }) => text),
    cursor_start: range.start,
    cursor_end: range.end,
    metadata: { _jupyter_types_experimental: matches.map((match) => ({ ...match, ...range })) },
  };
}

function inspect(language: Language, code: string, cursor: number): JsonObject {
  const found = language.inspect(code, cursor);
  if (!found) return { found: false, data: {}, metadata: {} };
  const { signature, documentation } = found;
  const data = {
    "text/plain": [signature, documentation].filter((part) => part !== "").join("\n\n"),
    "text/markdown": [`\`\`\`typescript\n${signature}\n\`\`\``, documentation].join("\n\n").trimEnd(),
  };
  return { found: true, data, metadata: {} };
}
