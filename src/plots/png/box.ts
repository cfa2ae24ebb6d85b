import type { Matrix } from "./matrix";

/** An axis-parallel rectangle; null stands for "nothing is drawn". */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export function union(boxes: Iterable<Box | null>): Box | null {
  let all: Box | null = null;
  for (const box of boxes) {
    if (!box) continue;
    all ??= { ...box };
    all.left = Math.min(all.left, box.left);
    all.top = Math.min(all.top, box.top);
    all.right = Math.max(all.right, box.right);
    all.bottom = Math.max(all.bottom, box.bottom);
  }
  return all;
}

/** The smallest box around the four corners of `box` after the transform. */
export function mapped(box: Box | null, [a, b, c, d, e, f]: Matrix): Box | null {
  if (!box) return null;
  const xs: number[] = [];
  const ys: number[] = [];
  for (const x of [box.left, box.right]) {
    for (const y of [box.top, box.bottom]) {
      xs.push(a * x + c * y + e);
      ys.push(b * x + d * y + f);
    }
  }
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}
