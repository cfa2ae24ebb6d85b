import type { Declaration } from "./splitDeclarations";

/** As many files can hold declarations; each lookup of a global name passes by all of them. */
export const maxDeclarationFiles = 24;

const word = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu;

/** The declarations of one cell, or of several that do not disturb each other. */
class Link {
  readonly names: ReadonlySet<string>;
  readonly text: string;
  #words: Set<string> | undefined;

  constructor(readonly declarations: readonly Declaration[]) {
    this.names = new Set(declarations.flatMap(({ names }) => names));
    this.text = `${declarations.map(({ text }) => text).join("\n")}\nexport { ${[...this.names].join(", ")} };\n`;
  }

  mentions(names: ReadonlySet<string>): boolean {
    this.#words ??= new Set(this.declarations.flatMap(({ text }) => text.match(word) ?? []));
    return [...names].some((name) => this.#words?.has(name));
  }
}

/**
 * The declarations of all cells that ran, as texts of `.d.ts` files, oldest first. Each file sees the names of those
 * before it: a name keeps its meaning for the cells that used it when a later one declares it anew.
 */
export class DeclarationChain {
  #links: Link[] = [];

  get texts(): string[] {
    return this.#links.map(({ text }) => text);
  }

  /** @returns takes back names among them, as if they had not been declared, unless another cell came after */
  add(declarations: readonly Declaration[]): (names: ReadonlySet<string>) => void {
    const before = this.#links;
    this.#append(declarations);
    const after = this.#links;
    return (names) => {
      if (this.#links !== after || names.size === 0) return;
      this.#links = before;
      this.#append(declarations.filter((declaration) => !declaration.names.some((name) => names.has(name))));
    };
  }

  clear(): void {
    this.#links = [];
  }

  #append(declarations: readonly Declaration[]): void {
    if (declarations.length === 0) return;
    const links = [...this.#links, new Link(declarations)];
    this.#links = links.filter((link, at) => !isForgotten(link, links.slice(at + 1)));
    while (this.#links.length > maxDeclarationFiles) this.#links = joinTwo(this.#links);
  }
}

/** Whether every name was declared anew, and nobody in between had used it. */
function isForgotten({ names, declarations }: Link, later: readonly Link[]): boolean {
  if (declarations.some((declaration) => declaration.names.length === 0)) return false;
  return [...names].every((name) => {
    for (const link of later) {
      if (link.names.has(name)) return true;
      if (link.mentions(new Set([name]))) return false;
    }
    return false;
  });
}

/** Makes one of two neighbours: of the oldest that do not disturb each other, or else of the two oldest. */
function joinTwo(links: readonly Link[]): Link[] {
  const peaceful = links.findIndex((link, at) => {
    const next = links[at + 1];
    return next !== undefined && ![...link.names].some((name) => next.names.has(name)) && !link.mentions(next.names);
  });
  const at = Math.max(peaceful, 0);
  const [older, newer] = [links[at], links[at + 1]];
  if (!older || !newer) return [...links];
  const kept = older.declarations.filter(({ names }) => !names.some((name) => newer.names.has(name)));
  return [...links.slice(0, at), new Link([...kept, ...newer.declarations]), ...links.slice(at + 2)];
}
