/** Red, green, blue, 0 to 255. */
export type Colour = readonly [number, number, number];

/** Cells side by side of one colour. */
export interface Run {
  colour: Colour;
  length: number;
}

/**
 * Rows of cells as runs of one colour, of which there are at most `most` in all: the two neighbours whose union
 * changes the picture least are joined, again and again.
 *
 * The change is Ward's, $\frac{a b}{a + b} \lVert c_a - c_b \rVert^2$ for runs of $a$ and $b$ cells.
 *
 * @param most - at least one a row.
 */
export function mergeRuns(cells: readonly Colour[], side: number, most: number): Run[][] {
  const rows = Array.from({ length: cells.length / side }, (_, y) =>
    cells.slice(y * side, (y + 1) * side).map((colour): Run => ({ colour, length: 1 })),
  );
  for (let count = cells.length; count > most; count--) {
    let best = { row: 0, at: 0, change: Infinity };
    rows.forEach((runs, row) => {
      for (let at = 0; at + 1 < runs.length; at++) {
        const change = changeOf(runs[at], runs[at + 1]);
        if (change < best.change) best = { row, at, change };
      }
    });
    rows[best.row].splice(best.at, 2, joined(rows[best.row][best.at], rows[best.row][best.at + 1]));
  }
  return rows;
}

function changeOf(a: Run, b: Run): number {
  const distance = a.colour.reduce((sum, value, i) => sum + (value - b.colour[i]) ** 2, 0);
  return ((a.length * b.length) / (a.length + b.length)) * distance;
}

function joined(a: Run, b: Run): Run {
  const length = a.length + b.length;
  const mix = (i: number) => (a.length * a.colour[i] + b.length * b.colour[i]) / length;
  return { colour: [mix(0), mix(1), mix(2)], length };
}
