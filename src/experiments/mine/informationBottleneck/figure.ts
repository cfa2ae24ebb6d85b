import { meanInterval } from "../../../ledger/statistics/meanInterval";
import { meanOf } from "../../../ledger/statistics/meanOf";
import { barsWithIntervals, type IntervalRow } from "../../../plots/barsWithIntervals";
import type { Figure } from "../../../plots/figure";
import { metricFigure } from "../../../plots/metricFigure";
import { bottleneckCandidates, meanMetric, pickedBottleneck } from "./pickedBottleneck";
import { bottleneckMethods, type InformationBottleneckRow } from "./config";
import { bottleneckInPaper } from "./bottleneckInPaper";

const penalised = ["VIB", "MINE-Gaussian", "MINE-additive"];

/** Test error by method: the candidate that held-out images chose, with its interval over seeds; faint, the means of all candidates. */
export function bottleneckErrors(
  rows: readonly InformationBottleneckRow[],
  yours: readonly InformationBottleneckRow[] = [],
): Figure {
  const bars = (of: readonly InformationBottleneckRow[], suffix: string): IntervalRow[] =>
    bottleneckMethods.flatMap((method) => {
      const picked = pickedBottleneck(of, method);
      if (!picked) return [];
      const errors = picked.rows.map(({ metrics }) => metrics.testError);
      const { low, high } = meanInterval(errors);
      const paper = bottleneckInPaper.find((one) => one.method === method)?.firstVersion;
      return {
        name: `${method}${suffix}`,
        value: meanOf(errors),
        ...(Number.isFinite(low) && Number.isFinite(high) ? { low: Math.max(0, low), high } : {}),
        seeds: bottleneckCandidates(of, method).map((candidate) => meanMetric(candidate, "testError")),
        ...(paper !== undefined && suffix === "" ? { paper } : {}),
      };
    });
  return barsWithIntervals([...bars(rows, ""), ...bars(yours, ", yours")], {
    title: "Test error of the candidate that held-out images chose; faint: of all candidates",
    yTitle: "error, %",
    paperName: "paper (60,000 images)",
  });
}

/** What a penalty β does to the error and to what the code holds, by each bound that there is. */
export function bottleneckInformation(
  rows: readonly InformationBottleneckRow[],
  yours: readonly InformationBottleneckRow[] = [],
): Figure {
  const own = new Set<object>(yours);
  const all = [...rows, ...yours].filter(({ config }) => penalised.includes(config.method));
  return metricFigure(all, {
    title: "Error and nats of the code over the penalty",
    x: "strength",
    xTitle: "β",
    xScale: "log",
    series: ({ method, learningRate }) => `${method}, ${learningRate}`,
    y: [
      { metric: "testError", title: "test error, %" },
      { metric: "klNats", title: "from above: KL, nats", scale: "log" },
      { metric: "mineNats", title: "by MINE, nats" },
      { metric: "densityNats", title: "from below: density, nats" },
    ],
    highlight: (row) => own.has(row),
  });
}
