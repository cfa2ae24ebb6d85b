import type { KdTree } from "./kdTree";
import { maxNorm } from "./points";

/** Finds the points nearest to a point of the tree by the maximum norm; its two arrays hold the answer to the latest question. */
export interface NearestSearch {
  /** Fills `index` and `distance`, the nearest first; the point itself does not count, and of equal distances the lower number comes first. */
  find(point: number): void;
  readonly index: Int32Array;
  readonly distance: Float64Array;
}

/** A search for `k` neighbours, fewer than there are points. */
export function nearestSearch(tree: KdTree, k: number): NearestSearch {
  const { points, order, ordered, start, end, child, low, high } = tree;
  const { coordinates, dims } = points;
  const [index, distance] = [new Int32Array(k), new Float64Array(k)];
  let [self, found] = [0, 0];

  /** How far the box of a node is from the point, at the least, or anything too far as soon as it is. */
  function toBox(node: number): number {
    let largest = 0;
    for (let d = 0, at = self * dims, corner = node * dims; d < dims; d++) {
      const value = coordinates[at + d];
      const apart = Math.max(low[corner + d] - value, value - high[corner + d]);
      if (apart > largest) {
        largest = apart;
        if (found === k && largest > distance[k - 1]) break;
      }
    }
    return largest;
  }

  /** Insertion: k is small. */
  function keep(at: number): void {
    const candidate = order[at];
    const apart = maxNorm(points, self, at, found < k ? Infinity : distance[k - 1], ordered);
    const behind = (place: number): boolean =>
      distance[place] > apart || (distance[place] === apart && index[place] > candidate);
    if (found === k && !behind(k - 1)) return;
    let place = found < k ? found++ : k - 1;
    for (; place > 0 && behind(place - 1); place--) {
      distance[place] = distance[place - 1];
      index[place] = index[place - 1];
    }
    distance[place] = apart;
    index[place] = candidate;
  }

  function visit(node: number): void {
    if (child[node] === 0) {
      for (let at = start[node]; at < end[node]; at++) if (order[at] !== self) keep(at);
      return;
    }
    const first = child[node];
    const [toFirst, toSecond] = [toBox(first), toBox(first + 1)];
    const firstIsNearer = toFirst <= toSecond;
    descend(firstIsNearer ? first : first + 1, Math.min(toFirst, toSecond));
    descend(firstIsNearer ? first + 1 : first, Math.max(toFirst, toSecond));
  }

  function descend(node: number, apart: number): void {
    // At an equal distance there may still be a lower number.
    if (found < k || apart <= distance[k - 1]) visit(node);
  }

  return {
    index,
    distance,
    find: (point) => {
      [self, found] = [point, 0];
      visit(0);
    },
  };
}
