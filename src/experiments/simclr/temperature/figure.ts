import type { Figure } from "../../../plots/figure";
import { metricFigure } from "../../../plots/metricFigure";
import type { PaperValues } from "../../../plots/curves/paperValues";
import type { TemperatureConfig, TemperatureRow } from "./config";
import { temperatureInPaper } from "./temperatureInPaper";

const nameOf = ({ normalize }: Pick<TemperatureConfig, "normalize">): string =>
  normalize ? "unit length" : "not normalized";

function paper(value: "probe" | "contrastiveAccuracy" | "entropy", axis?: string): PaperValues {
  const points = temperatureInPaper.map((row) => ({ x: row.temperature, y: row[value], series: nameOf(row) }));
  return { points, axis, name: "paper (ImageNet)" };
}

/** Probe, entropy and contrastive accuracy over the temperature, and the same of a reader's own runs as marks of their own. */
export function temperatureFigure(rows: readonly TemperatureRow[], yours: readonly TemperatureRow[] = []): Figure {
  const own = new Set<object>(yours);
  return metricFigure([...rows, ...yours], {
    title: "Temperature and normalization",
    x: "temperature",
    xTitle: "temperature τ",
    xScale: "log",
    series: nameOf,
    y: [
      { metric: "probe", title: "linear probe of h, %", paper: paper("probe", "ImageNet top-1, %") },
      { metric: "entropy", title: "entropy, nats", paper: paper("entropy") },
      { metric: "contrastiveAccuracy", title: "contrastive accuracy, %" },
    ],
    highlight: (row) => own.has(row),
  });
}
