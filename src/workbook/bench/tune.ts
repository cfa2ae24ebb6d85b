/**
 * The settings that take the least time: from the first value of every axis, one axis after the other, with the best so far of
 * the others. An axis whose values are not independent of another's belongs together with it in one.
 */
export async function tune<Settings extends object>(
  axes: readonly (readonly Settings[])[],
  measure: (settings: Settings) => Promise<number>,
): Promise<Settings> {
  let best = Object.assign({}, ...axes.map(([first]) => first)) as Settings;
  if (axes.every((axis) => axis.length < 2)) return best;
  let least = await measure(best);
  for (const axis of axes) {
    for (const value of axis.slice(1)) {
      const candidate = { ...best, ...value };
      const time = await measure(candidate);
      if (time < least) [best, least] = [candidate, time];
    }
  }
  return best;
}
