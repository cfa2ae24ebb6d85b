import type * as TypeScript from "typescript";
import type { Completion, CompletionMatch } from "../language";
import type { CellService } from "./cellService";

/** The types of so many of the first matches are looked up, in so much time. */
const maxSignatures = 40;
const signatureBudgetMs = 80;
/** Without a line to itself, what follows would be taken for the rest of a half-typed statement. */
export const moduleSuffix = "\n;export {};";

/** The language service's completions: those that begin with what was typed, or else those that contain it. */
export function complete(cells: CellService, earlier: readonly string[], code: string, cursor: number): Completion {
  cells.open(code + moduleSuffix, earlier);
  const preferences: TypeScript.UserPreferences = { includeCompletionsForImportStatements: true };
  const found = cells.service.getCompletionsAtPosition(cells.path, cursor, preferences);
  const word = /[\p{ID_Continue}$]*$/u.exec(code.slice(0, cursor))?.[0].length ?? 0;
  if (!found) return { matches: [], start: cursor - word, end: cursor };
  const span = found.entries[0]?.replacementSpan ?? found.optionalReplacementSpan;
  const start = span && span.start <= cursor ? span.start : cursor - word;
  const end = Math.max(span ? span.start + span.length : cursor, cursor);
  const typed = code.slice(start, cursor).toLowerCase();
  const candidates = found.entries
    .filter(({ name, kind }) => !name.startsWith("__") && kind !== cells.typescript.ScriptElementKind.warning)
    .filter(({ name }) => name.toLowerCase().includes(typed))
    .sort((a, b) => compare(a.sortText, b.sortText) || compare(a.name, b.name));
  const beginning = candidates.filter(({ name }) => name.toLowerCase().startsWith(typed));
  const deadline = performance.now() + signatureBudgetMs;
  const matches = (beginning.length > 0 ? beginning : candidates).map((entry, at): CompletionMatch => {
    const match = { text: entry.insertText ?? entry.name, type: entry.kind };
    if (at >= maxSignatures || performance.now() > deadline) return match;
    const signature = signatureOf(cells, cursor, entry);
    return signature === undefined ? match : { ...match, signature };
  });
  return { matches, start, end };
}

function signatureOf(
  { service, path, typescript }: CellService,
  cursor: number,
  { name, source, data, kind }: TypeScript.CompletionEntry,
): string | undefined {
  if (kind === typescript.ScriptElementKind.keyword) return undefined;
  const details = service.getCompletionEntryDetails(path, cursor, name, undefined, source, undefined, data);
  const text = details?.displayParts.map((part) => part.text).join("");
  // "(method) " says again what the type says
  return text?.split("\n")[0]?.replace(/^\([a-z ]+\) /, "");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
