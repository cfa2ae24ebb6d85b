import type * as TypeScript from "typescript";
import type { Inspection } from "../language";
import type { CellService } from "./cellService";
import { moduleSuffix } from "./completion";

/** What is known of the name at the cursor or right before it, or else of the call that the cursor is inside of. */
export function inspect(
  cells: CellService,
  earlier: readonly string[],
  code: string,
  cursor: number,
): Inspection | undefined {
  cells.open(code + moduleSuffix, earlier);
  const { service, path } = cells;
  const at = (position: number): TypeScript.QuickInfo | undefined => service.getQuickInfoAtPosition(path, position);
  const info = cursor < code.length ? at(cursor) : undefined;
  const found = info ?? (/[\p{ID_Continue}$]$/u.test(code.slice(0, cursor)) ? at(cursor - 1) : undefined);
  if (found) return { signature: join(found.displayParts), documentation: describe(found.documentation, found.tags) };
  const help = service.getSignatureHelpItems(path, cursor, undefined);
  return help && fromSignature(help);
}

function fromSignature({
  items,
  selectedItemIndex,
  argumentIndex,
}: TypeScript.SignatureHelpItems): Inspection | undefined {
  const item = items[selectedItemIndex];
  if (!item) return undefined;
  const { prefixDisplayParts, separatorDisplayParts, suffixDisplayParts, parameters } = item;
  const inner = parameters.map(({ displayParts }) => join(displayParts)).join(join(separatorDisplayParts));
  const current = parameters[argumentIndex];
  const about = current ? join(current.documentation) : "";
  const documentation = [
    current && about !== "" ? `\`${current.name}\`: ${about}` : "",
    describe(item.documentation, item.tags),
  ];
  return {
    signature: `${join(prefixDisplayParts)}${inner}${join(suffixDisplayParts)}`,
    documentation: documentation.filter((part) => part !== "").join("\n\n"),
  };
}

/** Documentation and its tags as Markdown that reads well as plain text too. */
function describe(
  documentation: readonly TypeScript.SymbolDisplayPart[] | undefined,
  tags: readonly TypeScript.JSDocTagInfo[] | undefined,
): string {
  const parameters: string[] = [];
  const others: string[] = [];
  for (const { name, text } of tags ?? []) {
    const parameter = text?.find(({ kind }) => kind === "parameterName")?.text;
    if (name === "param" && parameter !== undefined) {
      const rest = join(text)
        .slice(parameter.length)
        .replace(/^\s*-?\s*/, "");
      parameters.push(`- \`${parameter}\` ${rest}`.trimEnd());
    } else if (name === "example") {
      others.push(`@example\n${fenced(join(text))}`);
    } else others.push(`@${name} ${join(text)}`.trimEnd());
  }
  return [join(documentation), parameters.join("\n"), ...others].filter((part) => part !== "").join("\n\n");
}

function fenced(example: string): string {
  return example.includes("```") ? example : `\`\`\`typescript\n${example}\n\`\`\``;
}

function join(parts: readonly TypeScript.SymbolDisplayPart[] | undefined): string {
  return (parts ?? []).map(({ text }) => text).join("");
}
