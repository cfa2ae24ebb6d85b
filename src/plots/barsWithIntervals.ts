import { Figure } from "./figure";
import type { Trace } from "./figureSpec";
import { PlotError } from "./plotError";
import { type Reference, referenceLines } from "./referenceLines";
import { role } from "./theme/role";

/** One bar: its value, and the ends of its interval where one is known. */
export interface IntervalRow {
  name: string;
  value: number;
  low?: number;
  high?: number;
  /** Bars of the same name stand side by side, one colour a group. */
  group?: string;
}

export interface BarsWithIntervalsOptions {
  title?: string;
  xTitle?: string;
  yTitle?: string;
  /** Dashed lines at known values, for instance chance level or the paper's number. */
  references?: readonly Reference[];
}

/**
 * Bars with their intervals, in the order of the rows.
 *
 * @throws PlotError when only one end of an interval is given or the value lies outside it.
 */
export function barsWithIntervals(rows: readonly IntervalRow[], options: BarsWithIntervalsOptions = {}): Figure {
  const { title, xTitle, yTitle, references = [] } = options;
  const groups = [...new Set(rows.map((row) => row.group))];
  const data = groups.map((group, i) =>
    bars(
      rows.filter((row) => row.group === group),
      role.series(i),
    ),
  );
  const lines = referenceLines(references);
  return new Figure({
    data: [...data, ...lines.traces],
    layout: {
      title,
      xaxis: { title: xTitle, type: "category", ticks: "" },
      yaxis: { title: yTitle, rangemode: "tozero" },
      barmode: "group",
      bargap: 0.35,
      showlegend: groups.length + references.length > 1,
      ...lines.layout,
    },
  });
}

function bars(rows: readonly IntervalRow[], color: string): Trace {
  const intervals = rows.map(interval);
  return {
    type: "bar",
    name: rows[0].group ?? "value",
    // A colour that stands for nothing needs no key.
    showlegend: rows[0].group !== undefined,
    x: rows.map((row) => row.name),
    y: rows.map((row) => row.value),
    marker: { color },
    error_y: {
      type: "data",
      symmetric: false,
      array: intervals.map(({ above }) => above),
      arrayminus: intervals.map(({ below }) => below),
      color: role.ink,
      thickness: 1.5,
      width: 5,
    },
  };
}

function interval({ name, value, low, high }: IntervalRow): { below: number; above: number } {
  if (low === undefined && high === undefined) return { below: 0, above: 0 };
  if (low === undefined || high === undefined || !(low <= value && value <= high)) {
    const given = `[${low ?? "?"}, ${high ?? "?"}]`;
    throw new PlotError(
      `barsWithIntervals: "${name}" is ${value} with interval ${given}; both ends are needed, around it`,
    );
  }
  return { below: value - low, above: high - value };
}
