import type { Row } from "../../../ledger/row";
import { judgeAbove } from "../../../ledger/statistics/judgeAbove";
import { bySeed } from "../../../ledger/statistics/seedEffect";
import { barsWithIntervals } from "../../../plots/barsWithIntervals";
import type { Figure } from "../../../plots/figure";
import type { FrameworkConfig, FrameworkMetrics } from "./config";

/** A bar for each kind of features: mean over seeds with its interval, and the single seeds. */
export function frameworkFigure(rows: readonly Row<FrameworkConfig, FrameworkMetrics>[]): Figure {
  const names: Record<keyof FrameworkMetrics, string> = {
    pretrained: "pretrained h",
    projected: "pretrained z",
    initial: "initial h",
    untrained: "untrained h",
    pixels: "raw pixels",
  };
  const named = Object.entries(names) as [keyof FrameworkMetrics, string][];
  return barsWithIntervals(
    named.map(([metric, name]) => {
      const values = bySeed(rows, ([row]) => row.metrics[metric]);
      const { effect: value, interval } = judgeAbove(values);
      return { name, value, ...interval, seeds: values.map(({ effect }) => effect) };
    }),
    { title: "Linear probe, 10,000 test images", yTitle: "test accuracy, %" },
  );
}
