import type { Points } from "./points";

/** In many dimensions boxes rule little out and cost much to look at. */
const leafSize = (dims: number): number => Math.max(12, dims > 8 ? 6 * dims : 0);

/**
 * Points in nested boxes, split at the median of the widest side. A node is a stretch of `order`; node 0 holds all, and its
 * children follow by number.
 */
export interface KdTree {
  readonly points: Points;
  /** Numbers of points, those of a node together. */
  readonly order: Int32Array;
  /** Coordinates of the points in that order: a node's are side by side in memory. */
  readonly ordered: Float64Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** The first of a node's two children, the other follows it; 0 for a leaf. */
  readonly child: Int32Array;
  /** Corners of each node's box: as many numbers a node as there are dimensions. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** O(n log n) on average. */
export function kdTree(points: Points): KdTree {
  const { coordinates, dims, count } = points;
  const most = leafSize(dims);
  const room = 2 * Math.ceil((2 * count) / most) + 1;
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const [start, end, child] = [new Int32Array(room), new Int32Array(room), new Int32Array(room)];
  const [low, high] = [new Float64Array(room * dims), new Float64Array(room * dims)];
  end[0] = count;
  for (let node = 0, nodes = 1; node < nodes; node++) {
    const side = box(node);
    if (end[node] - start[node] <= most || side === undefined) continue;
    const middle = (start[node] + end[node]) >> 1;
    select({ from: start[node], to: end[node] - 1, middle, side });
    child[node] = nodes;
    [start[nodes], end[nodes], start[nodes + 1], end[nodes + 1]] = [start[node], middle, middle, end[node]];
    nodes += 2;
  }
  const ordered = new Float64Array(count * dims);
  order.forEach((point, at) => ordered.set(coordinates.subarray(point * dims, (point + 1) * dims), at * dims));
  return { points, order, ordered, start, end, child, low, high };

  /** Sets a node's box and gives its widest side; none when all its points are one. */
  function box(node: number): number | undefined {
    let [widest, side] = [0, undefined as number | undefined];
    for (let d = 0; d < dims; d++) {
      let [from, to] = [Infinity, -Infinity];
      for (let at = start[node]; at < end[node]; at++) {
        const value = coordinates[order[at] * dims + d];
        if (value < from) from = value;
        if (value > to) to = value;
      }
      low[node * dims + d] = from;
      high[node * dims + d] = to;
      if (to - from > widest) [widest, side] = [to - from, d];
    }
    return side;
  }

  /** Hoare's selection: nothing before `middle` is above it, nothing behind it below. */
  function select({ from, to, middle, side }: { from: number; to: number; middle: number; side: number }): void {
    const value = (at: number): number => coordinates[order[at] * dims + side];
    while (from < to) {
      const pivot = value((from + to) >> 1);
      let [i, j] = [from, to];
      while (i <= j) {
        while (value(i) < pivot) i++;
        while (value(j) > pivot) j--;
        if (i > j) break;
        const moved = order[i];
        order[i++] = order[j];
        order[j--] = moved;
      }
      if (middle <= j) to = j;
      else if (middle >= i) from = i;
      else return;
    }
  }
}
