type Direction = "x" | "y";

/** How a trace names axis n, from 1: "x", "x2", ... */
export function axisName(direction: Direction, n: number): string {
  return n === 1 ? direction : `${direction}${n}`;
}

/** How a layout names axis n, from 1: "xaxis", "xaxis2", ... */
export function axisKey(direction: Direction, n: number): string {
  return n === 1 ? `${direction}axis` : `${direction}axis${n}`;
}
