import { AssertionError } from "node:assert";
import { valueText } from "./display/valueText";
import { guarded } from "./guarded";

/** What the report of an error shows anyway. */
const known = new Set(["name", "message", "stack", "cause", "errors"]);

/** What an error carries besides its message, for instance `code` and `path` of a system error: lines of a report. */
export function errorDetails(error: Error): string[] {
  // its message has the values already, and better
  if (error instanceof AssertionError) return [];
  const names = guarded(() => Object.keys(error), []).filter((name) => !known.has(name));
  if (names.length === 0) return [];
  const details = Object.create(null) as Record<string, unknown>;
  for (const name of names) {
    const property = Object.getOwnPropertyDescriptor(error, name);
    if (property && "value" in property) details[name] = property.value as unknown;
  }
  const text = valueText({ ...details });
  return text === "{}" ? [] : text.split("\n").map((line) => `  ${line}`);
}
