import { meanInterval } from "../../../ledger/statistics/meanInterval";
import { meanOf } from "../../../ledger/statistics/meanOf";
import type { Figure } from "../../../plots/figure";
import { heatMap } from "../../../plots/heatMap";
import type { BeyondGaussiansRow } from "./config";

/** Nats from which on an error has the strongest colour: some estimates are off by thousands. */
const strongest = 1;

/**
 * Distributions by estimators: how far the estimates are from the truth, means over seeds with half their 95% interval. Brown is too
 * little, blue too much; a cell is empty where a seed gave no number. A reader's own runs of other settings belong into a figure of their own.
 */
export function errorMap(rows: readonly BeyondGaussiansRow[]): Figure {
  const names = [...new Set(rows.map(({ config }) => config.distribution))];
  const estimators = [...new Set(rows.map(({ config }) => config.estimator))];
  const cells = names.map((name) =>
    estimators.map((by) =>
      rows
        .filter(({ config }) => config.distribution === name && config.estimator === by)
        .map(({ metrics }) => metrics.errorNats ?? NaN),
    ),
  );
  const isWhole = (errors: readonly number[]): boolean => errors.length > 0 && errors.every(Number.isFinite);
  const truthOf = (name: string): string =>
    rows.find(({ config }) => config.distribution === name)?.metrics.trueNats.toFixed(2) ?? "";
  return heatMap(
    cells.map((row) => row.map((errors) => (isWhole(errors) ? meanOf(errors) : null))),
    names.map((name) => `${name}: ${truthOf(name)}`),
    estimators,
    {
      title: "Estimate less truth, nats",
      digits: 2,
      center: 0,
      reach: strongest,
      intervals: cells.map((row) =>
        row.map((errors) => (isWhole(errors) && errors.length > 1 ? meanInterval(errors) : undefined)),
      ),
    },
  );
}
