/** Jupyter counts cursor positions in code points, JavaScript in UTF-16 units: 🙂 is one of the former, two of the latter. */
export function toUnits(text: string, codePoints: number): number {
  let units = 0;
  for (let rest = codePoints; rest > 0 && units < text.length; rest--) units += width(text, units);
  return units;
}

/** The inverse of `toUnits`; a position inside a surrogate pair counts as the one behind it. */
export function toCodePoints(text: string, units: number): number {
  let codePoints = 0;
  for (let at = 0; at < Math.min(units, text.length); codePoints++) at += width(text, at);
  return codePoints;
}

function width(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
