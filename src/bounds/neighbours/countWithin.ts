import type { KdTree } from "./kdTree";
import { maxNorm } from "./points";

export interface CountWithin {
  /** A point of the tree, which counts itself. */
  point: number;
  radius: number;
  /** Whether a distance equal to the radius counts. */
  closed: boolean;
}

/** How many points are within a radius of a point by the maximum norm. */
export function countWithin(tree: KdTree, { point, radius, closed }: CountWithin): number {
  const { points, ordered, start, end, child, low, high } = tree;
  const { coordinates, dims } = points;
  const inside = (apart: number): boolean => (closed ? apart <= radius : apart < radius);

  const visit = (node: number): number => {
    let whole = true;
    for (let d = 0, at = point * dims, corner = node * dims; d < dims; d++) {
      const [toLow, toHigh] = [coordinates[at + d] - low[corner + d], high[corner + d] - coordinates[at + d]];
      if (!inside(-toLow) || !inside(-toHigh)) return 0;
      whole &&= inside(toLow) && inside(toHigh);
    }
    if (whole) return end[node] - start[node];
    if (child[node] !== 0) return visit(child[node]) + visit(child[node] + 1);
    let count = 0;
    for (let at = start[node]; at < end[node]; at++) if (inside(maxNorm(points, point, at, radius, ordered))) count++;
    return count;
  };
  return visit(0);
}
