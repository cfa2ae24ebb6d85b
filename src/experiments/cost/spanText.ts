/** A time in its largest unit, "12 minutes". Two digits at most: an estimate is not better than that. */
export function spanText(seconds: number): string {
  const units: [string, number][] = [
    ["days", 86_400],
    ["hours", 3600],
    ["minutes", 60],
  ];
  const [unit, length] = units.find(([, each]) => seconds >= 2 * each) ?? ["s", 1];
  return `${Number((seconds / length).toPrecision(2))} ${unit}`;
}
