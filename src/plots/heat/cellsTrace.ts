import type { Trace } from "../figureSpec";
import { role } from "../theme/role";
import { hoverLabel } from "../thumbnail/thumbnailText";

/** Rows of values; null where there is no cell. */
export type Cells = readonly (readonly (number | null)[])[];

export interface CellsTraceInput {
  values: Cells;
  rows: readonly string[];
  columns: readonly string[];
  text: readonly (readonly string[])[];
  hover: readonly (readonly string[])[];
  /** Whether the hover texts hold pictures. */
  pictures: boolean;
  center?: number;
  reach?: number;
  axes: { xaxis: string; yaxis: string };
}

/** Plotly's heat map of one panel, without a colour bar: the values are printed. */
export function cellsTrace(input: CellsTraceInput): Trace {
  const { values, rows, columns, text, hover, pictures, center, reach, axes } = input;
  const scale = center === undefined ? (["low", "middle", "high"] as const) : (["below", "neutral", "above"] as const);
  return {
    type: "heatmap",
    ...axes,
    x: columns,
    y: rows,
    z: values,
    text,
    texttemplate: "%{text}",
    // plotly would fit the size to the length of the text, tags included
    textfont: { size: 12 },
    // a gap is silent: its text would only make the notebook larger
    hovertext: hover.map((row, r) => row.map((line, c) => (values[r][c] === null ? "" : line))),
    hovertemplate: "%{hovertext}<extra></extra>",
    ...(pictures && { hoverlabel: hoverLabel }),
    hoverongaps: false,
    xgap: 2,
    ygap: 2,
    showscale: false,
    colorscale: scale.map((name, i) => [i / 2, role.heat(name)]),
    ...rangeAround(values, { center, reach }),
  };
}

/** Plotly takes the values' own range without a centre; with one, both sides reach as far. */
function rangeAround(values: Cells, { center, reach }: Pick<CellsTraceInput, "center" | "reach">): object {
  if (center === undefined) return {};
  const furthest = Math.max(...values.flat().map((value) => (value === null ? 0 : Math.abs(value - center)))) || 1;
  const far = reach ?? furthest;
  return { zmin: center - far, zmax: center + far };
}
