import type { Rewrite } from "./rewrite";

/** Ops that use all threads by themselves. */
const heavy = /^(Conv2D|ContrastbookBatchNorm|ContrastbookFilterGradient)/;
/** From this many numbers on; below, ops are better off side by side. */
const large = 1 << 17;

/**
 * Lets convolutions and batch norms over large images take turns, in the order of the step. Each of them uses all threads;
 * two at once wait for one another's parts and push one another's data out of the caches.
 */
export function takeTurns(rewrite: Rewrite): void {
  let before: number | undefined;
  for (const at of inOrder(rewrite)) {
    const node = rewrite.nodes[at];
    const size = Math.max(...node.inputs.map((_, index) => count(rewrite.shape(rewrite.input(at, index)))));
    if (!heavy.test(node.op) || size < large) continue;
    if (before !== undefined) rewrite.nodes[at] = { ...node, after: [before] };
    before = at;
  }
}

/** The needed nodes as early in the recorded order as what they use allows. */
function inOrder(rewrite: Rewrite): number[] {
  const waitsFor = new Map<number, number>();
  const users = new Map<number, number[]>();
  const needed = rewrite.needed();
  for (const at of needed) {
    const sources = new Set(rewrite.nodes[at].inputs.map((_, index) => rewrite.input(at, index).node));
    waitsFor.set(at, sources.size);
    for (const source of sources) users.set(source, [...(users.get(source) ?? []), at]);
  }
  const ready = needed.filter((at) => waitsFor.get(at) === 0);
  const order: number[] = [];
  const later = (a: number, b: number): number => rewrite.position(b) - rewrite.position(a);
  ready.sort(later);
  for (let at = ready.pop(); at !== undefined; at = ready.pop()) {
    order.push(at);
    for (const user of users.get(at) ?? []) {
      const left = (waitsFor.get(user) as number) - 1;
      waitsFor.set(user, left);
      if (left > 0) continue;
      // Kept sorted: the earliest is at the end.
      const place = ready.findIndex((other) => rewrite.position(other) <= rewrite.position(user));
      ready.splice(place < 0 ? ready.length : place, 0, user);
    }
  }
  return order;
}

function count(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
