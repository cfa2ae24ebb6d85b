import type { EstimatorConfig, EstimatorRow } from "./config";

/** What one estimator says in a run. */
export interface Estimate {
  config: EstimatorConfig & { estimator: string; yours: boolean };
  seed: number;
  nats: number;
  seconds: number;
  trueNats: number;
}

/** A run as the estimators that took part in it; KSG only where it had all pairs that the critics had. */
export function estimatesOf({ config, seed, metrics }: EstimatorRow, yours = false): Estimate[] {
  const of = (estimator: string, nats: number, seconds: number): Estimate => ({
    config: { ...config, estimator, yours },
    ...{ seed, nats, seconds, trueNats: metrics.trueNats },
  });
  return [
    of("MINE", metrics.mineNats, metrics.mineSeconds),
    of("MINE, moving average", metrics.averagedNats, metrics.averagedSeconds),
    of("MINE-f", metrics.mineFNats, metrics.mineFSeconds),
    ...(config.ksgPairs < config.pairs ? [] : [of("KSG", metrics.ksgNats, metrics.ksgSeconds)]),
  ];
}

/**
 * Estimates without those whose critic was lost in a seed: information is never negative, so one far below zero tells of nothing, and
 * would be all that one sees.
 */
export function withoutLost(estimates: readonly Estimate[]): Estimate[] {
  const cellOf = ({ config }: Estimate): string => JSON.stringify(config);
  const lost = new Set(estimates.filter(({ nats }) => nats < -1).map(cellOf));
  return estimates.filter((estimate) => !lost.has(cellOf(estimate)));
}
