/** Code that runs from memory, by the file that it would be. */
const codes = new Map<string, string>();

const inlineMap = /\n\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\s*$/;

/** Remembers code of a file that is nowhere on the disk, for the places in stack traces. */
export function rememberCode(path: string, code: string): void {
  codes.set(path, code);
}

/** The source map of a file that runs from memory, as JSON. */
export function mapInMemory(path: string): string | undefined {
  const [, map] = inlineMap.exec(codes.get(path) ?? "") ?? [];
  return map === undefined ? undefined : Buffer.from(map, "base64").toString("utf8");
}
