import type * as TypeScript from "typescript";
import type { Inspection } from "../language";
import type { CellService } from "./cellService";
import { moduleSuffix } from "./completion";
import { type Documentation, documentationAt } from "./documentation";

/** What is known of the name at the cursor or right before it, or else of the call that the cursor is inside of. */
export function inspect(
  cells: CellService,
  earlier: readonly string[],
  code: string,
  cursor: number,
): Inspection | undefined {
  cells.open(code + moduleSuffix, earlier);
  const { service, path } = cells;
  const named = [cursor, cursor - 1].find(
    (at) => /[\p{ID_Continue}$"'`]/u.test(code[at] ?? "") && service.getQuickInfoAtPosition(path, at) !== undefined,
  );
  if (named !== undefined) {
    const info = service.getQuickInfoAtPosition(path, named);
    const signature = join(info?.displayParts);
    // of a name that nobody declared
    if (signature === "any") return undefined;
    return { signature, documentation: describe(documentationAt(cells, named)) };
  }
  const help = service.getSignatureHelpItems(path, cursor, undefined);
  return help && fromSignature(help, documentationAt(cells, callee(code, help.applicableSpan.start)));
}

/** Where the name of the function stands whose arguments begin at `start`. */
function callee(code: string, start: number): number {
  return code.slice(0, start).search(/[\p{ID_Continue}$]\s*(?:<[^()]*>)?\s*\(?$/u);
}

function fromSignature(
  { items, selectedItemIndex, argumentIndex }: TypeScript.SignatureHelpItems,
  documentation: Documentation,
): Inspection | undefined {
  const item = items[selectedItemIndex];
  if (!item) return undefined;
  const { prefixDisplayParts, separatorDisplayParts, suffixDisplayParts, parameters } = item;
  const inner = parameters.map(({ displayParts }) => join(displayParts)).join(join(separatorDisplayParts));
  const current = parameters[argumentIndex]?.name;
  const about = documentation.tags.find(({ parameter }) => parameter !== undefined && parameter === current);
  const parts = [about ? `\`${about.parameter}\`: ${about.text}` : "", describe(documentation)];
  return {
    signature: `${join(prefixDisplayParts)}${inner}${join(suffixDisplayParts)}`,
    documentation: parts.filter((part) => part !== "").join("\n\n"),
  };
}

/** Documentation and its tags as Markdown that reads well as plain text too. */
function describe({ text, tags }: Documentation): string {
  const parameters = tags.flatMap((tag) =>
    tag.parameter === undefined ? [] : [`- \`${tag.parameter}\` ${tag.text}`.trimEnd()],
  );
  const others = tags
    .filter(({ parameter }) => parameter === undefined)
    .map((tag) => (tag.name === "example" ? `@example\n${fenced(tag.text)}` : `@${tag.name} ${tag.text}`.trimEnd()));
  return [text, parameters.join("\n"), ...others].filter((part) => part !== "").join("\n\n");
}

function fenced(example: string): string {
  return example.includes("```") ? example : `\`\`\`typescript\n${example}\n\`\`\``;
}

function join(parts: readonly TypeScript.SymbolDisplayPart[] | undefined): string {
  return (parts ?? []).map(({ text }) => text).join("");
}
