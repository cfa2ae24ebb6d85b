import { StatisticsError } from "./statisticsError";

/**
 * How far the least-squares line through the values of an ordered factor rises from the first setting to the last, settings taken as
 * equally far apart: (k-1) times the slope at 1, 2, ..., k.
 * @param values at least 2, in the order of the settings
 * @returns in the unit of the values
 * @throws StatisticsError `fittedRise: there are 1 values; at least 2 are needed`
 */
export function fittedRise(values: readonly number[]): number {
  if (values.length < 2)
    throw new StatisticsError(`fittedRise: there are ${values.length} values; at least 2 are needed`);
  const middle = (values.length - 1) / 2;
  const products = values.reduce((sum, value, n) => sum + (n - middle) * value, 0);
  const squares = values.reduce((sum, _, n) => sum + (n - middle) ** 2, 0);
  return ((values.length - 1) * products) / squares;
}
