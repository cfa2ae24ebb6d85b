import type { Judgement } from "../../../ledger/verdict";
import { judgeEvery } from "../../../ledger/statistics/judgeEvery";
import { judgeInnerOptimum } from "../../../ledger/statistics/judgeInnerOptimum";
import { judgeTrend } from "../../../ledger/statistics/judgeTrend";
import { effectOf, seriesBySeed, type SeedSeries } from "../../../ledger/statistics/seedSeries";
import type { Claim } from "../../experiment";
import type { TemperatureConfig, TemperatureMetrics, TemperatureRow } from "./config";

/** A metric of each seed's runs, with normalization or without it, from the smallest temperature to the largest. */
function seriesOf(
  rows: readonly TemperatureRow[],
  metric: keyof TemperatureMetrics,
  { normalize }: Pick<TemperatureConfig, "normalize">,
): SeedSeries[] {
  const group = rows.filter(({ config }) => config.normalize === normalize);
  const temperatures = [...new Set(group.map(({ config }) => config.temperature))].sort((a, b) => a - b);
  return seriesBySeed(
    group,
    temperatures,
    (ofSeed, temperature) => ofSeed.find(({ config }) => config.temperature === temperature)?.metrics[metric],
  );
}

/** Judges each setting without normalization against each with it. */
function judgeWithout(rows: readonly TemperatureRow[], metric: keyof TemperatureMetrics, sign: 1 | -1): Judgement {
  const normalized = seriesOf(rows, metric, { normalize: true });
  // Per seed: all differences between a setting without and one with normalization.
  const differences = seriesOf(rows, metric, { normalize: false }).flatMap(({ seed, values }) => {
    const other = normalized.find((one) => one.seed === seed);
    return other ? [{ seed, values: values.flatMap((a) => other.values.map((b) => sign * (a - b))) }] : [];
  });
  if (differences.length === 0) return { outcome: "notVisible", effect: NaN, seeds: [] };
  return judgeEvery(differences[0].values.map((_, n) => effectOf(differences, (values) => values[n])));
}

/** What Table 5 says, judged on a grid of temperatures with and without normalization. */
export const temperatureClaims: readonly Claim<TemperatureConfig, TemperatureMetrics>[] = [
  {
    id: "S19",
    statement: "entropy rises with the temperature",
    paperValue: "1.0, 4.5, 8.2, 8.3 nats at τ 0.05, 0.1, 0.5, 1",
    unit: "nats",
    expected: "holds",
    judge: (rows) => judgeTrend(seriesOf(rows, "entropy", { normalize: true }), { direction: "rising" }),
  },
  {
    id: "S19",
    statement: "contrastive accuracy falls with the temperature",
    paperValue: "90.5, 87.8, 68.2, 59.1 % at τ 0.05, 0.1, 0.5, 1",
    unit: "points",
    expected: "holds",
    judge: (rows) => judgeTrend(seriesOf(rows, "contrastiveAccuracy", { normalize: true }), { direction: "falling" }),
  },
  {
    id: "S20",
    statement: "the probe is best at a temperature between the ends",
    paperValue: "59.7, 64.4, 60.7, 58.0 % at τ 0.05, 0.1, 0.5, 1",
    unit: "points",
    expected: "holds",
    judge: (rows) => judgeInnerOptimum(seriesOf(rows, "probe", { normalize: true })),
  },
  {
    id: "S21",
    statement: "every contrastive accuracy without normalization is above every one with it",
    paperValue: "91.7, 92.1 % without, 90.5 % and less with it",
    unit: "points",
    expected: "holds",
    judge: (rows) => judgeWithout(rows, "contrastiveAccuracy", 1),
  },
  {
    id: "S21",
    statement: "every probe without normalization is below every one with it",
    paperValue: "57.2, 57.0 % without, 58.0 % and more with it",
    unit: "points",
    expected: "holds",
    judge: (rows) => judgeWithout(rows, "probe", -1),
  },
];
