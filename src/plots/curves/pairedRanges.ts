/** Lowest and highest end of an axis. */
export type Range = [low: number, high: number];

interface At {
  x: number | string;
  y: number;
  series?: string;
}

/**
 * Ranges of two axes of one scale that hold both sets of values. The second is shifted by the mean difference of the
 * pairs of equal x and series, or of the two means where there is no pair.
 *
 * @param extent - values that the first axis must hold too: ends of intervals, single seeds.
 */
export function pairedRanges(ours: readonly At[], theirs: readonly At[], extent: readonly number[]): [Range, Range] {
  const shift = shiftOf(ours, theirs);
  const held = [...extent, ...ours.map(({ y }) => y), ...theirs.map(({ y }) => y - shift)].filter(Number.isFinite);
  const [low, high] = [Math.min(...held), Math.max(...held)];
  const margin = 0.08 * (high - low || 1);
  const range: Range = [low - margin, high + margin];
  return [range, [range[0] + shift, range[1] + shift]];
}

function shiftOf(ours: readonly At[], theirs: readonly At[]): number {
  const differences = theirs.flatMap((their) =>
    ours.filter(({ x, series }) => x === their.x && series === their.series).map(({ y }) => their.y - y),
  );
  return differences.length > 0 ? mean(differences) : mean(theirs.map(({ y }) => y)) - mean(ours.map(({ y }) => y));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
