/**
 * Words in lines no wider than `width`; the first begins as the text does, the others with the indent. A word that is longer
 * has a line to itself.
 */
export function wrapText(text: string, width: number, indent = ""): string {
  const lines: string[] = [];
  let line = "";
  const begin = /^\s*/.exec(text)?.[0] ?? "";
  for (const word of text.trim().split(/\s+/)) {
    if (line === "") line = begin + word;
    else if (line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = indent + word;
    }
  }
  return [...lines, line].join("\n");
}
