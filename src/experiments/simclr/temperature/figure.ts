import { Figure } from "../../../plots/figure";
import { metricFigure } from "../../../plots/metricFigure";
import type { PaperValues } from "../../../plots/curves/paperValues";
import type { TemperatureConfig, TemperatureRow } from "./config";
import { temperatureInPaper } from "./temperatureInPaper";

const nameOf = ({ normalize }: Pick<TemperatureConfig, "normalize">): string =>
  normalize ? "unit length" : "not normalized";

/** Table 5's values of the settings that have a curve. */
function paper(
  rows: readonly TemperatureRow[],
  value: "probe" | "contrastiveAccuracy" | "entropy",
  axis?: string,
): PaperValues {
  const curves = new Set(rows.map(({ config }) => nameOf(config)));
  const points = temperatureInPaper.map((row) => ({ x: row.temperature, y: row[value], series: nameOf(row) }));
  return { points: points.filter(({ series }) => curves.has(series)), axis, name: "paper (ImageNet)" };
}

/** Probe, entropy and contrastive accuracy over the temperature, and the same of a reader's own runs as marks of their own. */
export function temperatureFigure(rows: readonly TemperatureRow[], yours: readonly TemperatureRow[] = []): Figure {
  const own = new Set<object>(yours);
  const all = [...rows, ...yours];
  const { data, layout } = metricFigure(all, {
    title: "Temperature and normalization",
    x: "temperature",
    xTitle: "temperature τ",
    xScale: "log",
    series: nameOf,
    y: [
      { metric: "probe", title: "linear probe of h, %", paper: paper(all, "probe", "ImageNet top-1, %") },
      { metric: "entropy", title: "entropy, nats", paper: paper(all, "entropy") },
      { metric: "contrastiveAccuracy", title: "contrastive accuracy, %" },
    ],
    highlight: (row) => own.has(row),
  });
  // As wide as a notebook's page.
  return new Figure({ data, layout: { ...layout, width: 980 } });
}
