export interface TextColumn {
  title: string;
  /** Numbers stand to the right. Default "left". */
  align?: "left" | "right";
  /** Repeated wherever a table that is too wide goes on below. Default false. */
  key?: boolean;
}

export interface TextTableOptions {
  /** Characters in a line. Default: no limit. */
  width?: number;
}

const gap = "  ";

/**
 * Rows as aligned text under their titles. What does not fit the width goes on below, with the columns that are keys again,
 * so that a line is never broken.
 * @throws RangeError `textTable: row 2 has 3 cells, but there are 4 columns`
 */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  { width = Infinity }: TextTableOptions = {},
): string {
  rows.forEach(({ length }, n) => {
    if (length !== columns.length)
      throw new RangeError(`textTable: row ${n + 1} has ${length} cells, but there are ${columns.length} columns`);
  });
  const widths = columns.map(({ title }, at) => Math.max(title.length, ...rows.map((row) => row[at].length)));
  const line = (cells: readonly string[], shown: readonly number[]): string =>
    shown
      .map((at) => (columns[at].align === "right" ? cells[at].padStart(widths[at]) : cells[at].padEnd(widths[at])))
      .join(gap)
      .trimEnd();
  return partsOf(columns, widths, width)
    .map((shown) => {
      const titles = line(
        columns.map(({ title }) => title),
        shown,
      );
      const rule = shown.map((at) => "─".repeat(widths[at])).join(gap);
      return [titles, rule, ...rows.map((row) => line(row, shown))].join("\n");
    })
    .join("\n\n");
}

/** Which columns stand beside each other: as many as fit, at least one besides the keys. */
function partsOf(columns: readonly TextColumn[], widths: readonly number[], width: number): number[][] {
  const all = columns.map((_, at) => at);
  const keys = all.filter((at) => columns[at].key);
  const others = all.filter((at) => !columns[at].key);
  if (others.length === 0) return [keys];
  const parts: number[][] = [];
  const widthOf = (shown: readonly number[]): number =>
    shown.reduce((sum, at) => sum + widths[at] + gap.length, -gap.length);
  for (const at of others) {
    const part = parts.at(-1);
    if (part && widthOf([...part, at]) <= width) part.push(at);
    else parts.push([...keys, at]);
  }
  return parts;
}
