export type Point = readonly [x: number, y: number];

/** How many numbers one repetition of a path command takes. */
const arity: Record<string, number> = { M: 2, L: 2, T: 2, H: 1, V: 1, Q: 4, S: 4, C: 6, A: 7 };

/**
 * The points of an SVG path's `d`: its end and control points, in order. Exact for the straight lines that plotly
 * measures (ticks, axis lines, colour bars, arrows), a little wide for curves.
 */
export function pathPoints(d: string): Point[] {
  const points: Point[] = [];
  let [x, y] = [0, 0];
  for (const [, command, list] of d.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const kind = command.toUpperCase();
    const numbers = (list.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    const step = arity[kind] ?? 0;
    for (let i = 0; step > 0 && i + step <= numbers.length; i += step) {
      const origin: Point = command === kind ? [0, 0] : [x, y];
      const group = coordinates(kind, numbers.slice(i, i + step), [x - origin[0], y - origin[1]]);
      for (let j = 0; j < group.length; j += 2) points.push([origin[0] + group[j], origin[1] + group[j + 1]]);
      [x, y] = points[points.length - 1];
    }
  }
  return points;
}

/** The x, y pairs of one command; `at` is where the pen stands, seen from the command's origin. */
function coordinates(kind: string, numbers: number[], at: Point): number[] {
  if (kind === "H") return [numbers[0], at[1]];
  if (kind === "V") return [at[0], numbers[0]];
  return kind === "A" ? numbers.slice(5) : numbers;
}

/** The length of the line through the points. */
export function lengthOf(points: readonly Point[]): number {
  return points.slice(1).reduce((sum, [x, y], i) => sum + Math.hypot(x - points[i][0], y - points[i][1]), 0);
}

/** The point that lies `distance` along the line; its ends for a distance outside. */
export function pointAt(points: readonly Point[], distance: number): { x: number; y: number } {
  let [from, left] = [points[0] ?? [0, 0], Math.max(0, distance)];
  for (const to of points.slice(1)) {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (left <= length && length > 0) {
      const share = left / length;
      return { x: from[0] + share * (to[0] - from[0]), y: from[1] + share * (to[1] - from[1]) };
    }
    [from, left] = [to, left - length];
  }
  return { x: from[0], y: from[1] };
}
