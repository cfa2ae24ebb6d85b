import { ModelError } from "../modelError";
import { requireWhole } from "../requireWhole";

/** What the last layer of a generator does: for data on the whole line, in [0, 1] or in [-1, 1]. */
export type OutputActivation = "linear" | "sigmoid" | "tanh";

export function requireActivation(who: string, activation: string): void {
  if (!["linear", "sigmoid", "tanh"].includes(activation))
    throw new ModelError(`${who}: activation is "${activation}"; it must be "linear", "sigmoid" or "tanh"`);
}

/** Lists of widths and shapes: each entry a whole number from 1. */
export function requireWidths(who: string, lists: Record<string, readonly number[]>): void {
  for (const [name, list] of Object.entries(lists))
    list.forEach((width, i) => requireWhole(who, 1, { [`${name}[${i}]`]: width }));
}

/** How often images can be halved so that both sides stay whole, and at least 4. */
export function halvings(who: string, [height, width]: readonly number[]): number {
  let count = 0;
  while ([height, width].every((side) => side % 2 ** (count + 1) === 0 && side / 2 ** (count + 1) >= 4)) count++;
  if (count === 0)
    throw new ModelError(
      `${who}: imageShape is ${height} x ${width}; both sides must be even and at least 8, for instance 28 or 32`,
    );
  return count;
}
