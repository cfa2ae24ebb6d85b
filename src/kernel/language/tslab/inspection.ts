import type * as TypeScript from "typescript";
import type { Inspection } from "../language";

/** The compiler's quick info as a signature and a text with the documentation's tags. */
export function toInspection(info: TypeScript.QuickInfo): Inspection {
  const tags = (info.tags ?? []).map(({ name, text }) => `@${name} ${join(text)}`.trimEnd());
  const documentation = [join(info.documentation), tags.join("\n")].filter((part) => part !== "").join("\n\n");
  return { signature: join(info.displayParts), documentation };
}

function join(parts: readonly TypeScript.SymbolDisplayPart[] | undefined): string {
  return (parts ?? []).map(({ text }) => text).join("");
}
