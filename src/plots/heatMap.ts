import { intervalArms } from "./curves/measuredPoint";
import { Figure } from "./figure";
import type { Layout, Trace } from "./figureSpec";
import { type Cells, cellsTrace } from "./heat/cellsTrace";
import { hoverTexts } from "./heat/hoverTexts";
import { PlotError } from "./plotError";
import { type HoverImages, thumbnails } from "./thumbnail/hoverImages";
import { sideWithin } from "./thumbnail/thumbnailText";

export interface HeatMapOptions {
  title?: string;
  /** What rows and columns are, for instance "first transformation". */
  rowTitle?: string;
  columnTitle?: string;
  /** Digits after the point of the printed values. Default 1. */
  digits?: number;
  /** Intervals of the values: half their width is printed below the value, the ends are in the hover text. */
  intervals?: readonly (readonly ({ low: number; high: number } | undefined)[])[];
  /**
   * What the paper reports, of the same rows and columns: a second panel, coloured from its own lowest to its own
   * highest value, because levels of another task say nothing here; and a line of the hover text.
   */
  paper?: { values: Cells; name?: string };
  /** Colours apart what lies below and above this value, for instance 0 for differences. Default: one colour, pale to strong. */
  center?: number;
  /** Where the colours around `center` end; what is further off has the last one. Default: the furthest value. */
  reach?: number;
  /**
   * A picture of each cell under the mouse, in both panels: an image for every cell, row by row. Where `values` has
   * null the image is not shown, but counts. They are kept small enough that a figure stays under 1 MB.
   */
  images?: HoverImages;
}

/** Pixels of a cell, of everything around, and of a letter of the labels at the left. */
const [cellWidth, cellHeight] = [62, 44];
const margin = { l: 110, r: 30, t: 84, b: 60 };
const letterWidth = 7;
const gap = 40;

/** How fine a picture is at most. Its runs of one colour are shared by the panels: about 12 to 14 kB a cell. */
const [finestSide, runsOfCell] = [24, 384];
/** Under a picture: the names, our value, the paper's. */
const hoverLines = 3;

/**
 * A table of values as colours, the values printed in their cells, the first row at the top.
 *
 * @param values - rows of columns; null where there is no cell: give a triangle as a square with nulls.
 * @throws PlotError `heatMap: row 1 has 2 values; there are 3 columns`, and where images are too few
 *   `heatMap: 6 cells and 5 images; an image each is needed, for at most 1000 cells`
 */
export function heatMap(
  values: Cells,
  rows: readonly string[],
  columns: readonly string[],
  options: HeatMapOptions = {},
): Figure {
  const { title, rowTitle, columnTitle, digits = 1, intervals, paper, center, reach, images } = options;
  requireShape("row", values, rows, columns);
  if (paper) requireShape("the paper's row", paper.values, rows, columns);
  if (intervals) requireShape("intervals of row", intervals, rows, columns);
  const paperName = paper?.name ?? "paper";
  const print = (value: number) => value.toFixed(digits);
  const text = values.map((row, r) =>
    row.map((value, c) => {
      const interval = intervals?.[r][c];
      if (value === null || !interval || !Number.isFinite(interval.high - interval.low))
        return value === null ? "" : print(value);
      intervalArms(`heatMap: "${rows[r]}", "${columns[c]}"`, { y: value, ...interval });
      return `${print(value)}<br><span style="font-size:9px">±${print((interval.high - interval.low) / 2)}</span>`;
    }),
  );
  const panels = paper ? 2 : 1;
  const count = rows.length * columns.length;
  const side = Math.min(finestSide, sideWithin(heightOf(rows), hoverLines));
  const finest = { side, runs: runsOfCell / panels };
  const pictures = images && thumbnails(images, { figure: "heatMap", items: "cells", count, panels, finest });
  const hover = hoverTexts({
    values,
    rows,
    columns,
    intervals,
    paper: paper && { values: paper.values, name: paperName },
    pictures,
  });
  const shared = { rows, columns, hover, pictures: images !== undefined, center, reach };
  const traces: Trace[] = [cellsTrace({ ...shared, values, text, axes: { xaxis: "x", yaxis: "y" } })];
  if (paper) {
    const theirs = paper.values.map((row) => row.map((value) => (value === null ? "" : print(value))));
    traces.push(cellsTrace({ ...shared, values: paper.values, text: theirs, axes: { xaxis: "x2", yaxis: "y2" } }));
  }
  return new Figure({
    data: traces,
    layout: { title, ...layoutOf(rows, columns, { rowTitle, columnTitle, paperName: paper && paperName }) },
  });
}

interface Titles {
  rowTitle?: string;
  columnTitle?: string;
  /** Absent where there is one panel. */
  paperName?: string;
}

function layoutOf(
  rows: readonly string[],
  columns: readonly string[],
  { rowTitle, columnTitle, paperName }: Titles,
): Layout {
  const panels = paperName === undefined ? 1 : 2;
  const panel = columns.length * cellWidth;
  const inner = panels * panel + (panels - 1) * gap;
  const domain = (i: number) => [(i * (panel + gap)) / inner, (i * (panel + gap) + panel) / inner];
  const bare = { showgrid: false, showline: false, ticks: "" };
  const across = (i: number) => ({ ...bare, title: columnTitle, type: "category", domain: domain(i), side: "bottom" });
  const down = { ...bare, type: "category", autorange: "reversed" };
  const heading = (text: string, i: number) => ({
    text: `<b>${text}</b>`,
    x: domain(i)[0],
    y: 1,
    xref: "paper",
    yref: "paper",
    xanchor: "left",
    yanchor: "bottom",
    showarrow: false,
  });
  const left = leftOf(rows);
  return {
    width: inner + left + margin.r,
    height: heightOf(rows),
    margin: { ...margin, l: left },
    xaxis: across(0),
    yaxis: { ...down, title: rowTitle && { text: rowTitle, standoff: 14 } },
    ...(paperName !== undefined && {
      xaxis2: { ...across(1), anchor: "y2" },
      yaxis2: { ...down, anchor: "x2", matches: "y", showticklabels: false },
      annotations: [heading("ours", 0), heading(paperName, 1)],
    }),
  };
}

/** Room for the longest name, which would otherwise take it from the cells. */
function leftOf(rows: readonly string[]): number {
  return Math.max(margin.l, 2 * letterWidth + letterWidth * Math.max(...rows.map(({ length }) => length)));
}

function heightOf(rows: readonly string[]): number {
  return rows.length * cellHeight + margin.t + margin.b;
}

function requireShape(
  what: string,
  table: readonly (readonly unknown[])[],
  rows: readonly string[],
  columns: readonly string[],
): void {
  if (table.length !== rows.length) {
    throw new PlotError(`heatMap: ${what} is there ${table.length} times; there are ${rows.length} row names`);
  }
  table.forEach((row, r) => {
    if (row.length === columns.length) return;
    throw new PlotError(`heatMap: ${what} ${r} has ${row.length} values; there are ${columns.length} columns`);
  });
}
