/** A measurement of something that takes `x` of one unit and `y` of another. */
export interface Measurement {
  x: number;
  y: number;
  seconds: number;
}

/**
 * Seconds that each unit takes, from two measurements of different mixtures. Where noise would make one of them negative it counts
 * as nothing, and the other explains both measurements as well as it can.
 */
export function solveTwo(a: Measurement, b: Measurement): { x: number; y: number } {
  const determinant = a.x * b.y - b.x * a.y;
  const x = (a.seconds * b.y - b.seconds * a.y) / determinant;
  const y = (a.x * b.seconds - b.x * a.seconds) / determinant;
  if (x < 0) return { x: 0, y: Math.sqrt((a.seconds / a.y) * (b.seconds / b.y)) };
  if (y < 0) return { x: Math.sqrt((a.seconds / a.x) * (b.seconds / b.x)), y: 0 };
  return { x, y };
}
