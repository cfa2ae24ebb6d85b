import { meanInterval } from "../../../ledger/statistics/meanInterval";
import { meanOf } from "../../../ledger/statistics/meanOf";
import type { Figure } from "../../../plots/figure";
import { heatMap } from "../../../plots/heatMap";
import type { NonlinearDependenceRow } from "./config";

/** What stands between the two tables: the name of a row without cells. */
const gap = " ";

/**
 * The paper's figure, functions by noise: MINE's estimates, means over seeds with half their 95% interval, and below them in the same
 * colours what is true. Were the information equitable, a column would have one colour.
 * @paper arXiv 1801.04062, figure 2
 */
export function dependenceMap(rows: readonly NonlinearDependenceRow[]): Figure {
  const functions = [...new Set(rows.map(({ config }) => config.f))];
  const sigmas = [...new Set(rows.map(({ config }) => config.sigma))].sort((a, b) => a - b);
  const cells = functions.map((f) =>
    sigmas.map((sigma) => rows.filter(({ config }) => config.f === f && config.sigma === sigma)),
  );
  const nothing = sigmas.map(() => null);
  const estimates = cells.map((row) =>
    row.map((runs) => (runs.length === 0 ? null : meanOf(runs.map(({ metrics }) => metrics.miNats)))),
  );
  const intervals = cells.map((row) => row.map((runs) => meanInterval(runs.map(({ metrics }) => metrics.miNats))));
  const truths = cells.map((row) => row.map(([run]) => run?.metrics.trueNats ?? null));
  return heatMap(
    [...estimates, nothing, ...truths],
    [...functions.map((f) => `MINE: ${f}`), gap, ...functions.map((f) => `true: ${f}`)],
    sigmas.map(String),
    {
      title: "Mutual information of x and f(x) + σ ε, nats",
      columnTitle: "σ",
      digits: 3,
      intervals: [...intervals, ...[gap, ...functions].map(() => sigmas.map(() => undefined))],
    },
  );
}
