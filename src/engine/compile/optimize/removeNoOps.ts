import type { Rewrite } from "./rewrite";

const noOps = ["Reshape", "Identity", "Cast"];

/**
 * Takes out identities, reshapes that keep the shape and casts that keep the dtype: gradients of tfjs are full of them, and
 * they hide what follows what.
 */
export function removeNoOps(rewrite: Rewrite): void {
  for (const at of rewrite.needed()) {
    const { op, outputs } = rewrite.nodes[at];
    if (!noOps.includes(op)) continue;
    const input = rewrite.input(at, 0);
    const before = rewrite.nodes[input.node].outputs[input.output];
    const [after] = outputs;
    if (before.dtype === after.dtype && before.shape.join() === after.shape.join())
      rewrite.replace({ node: at, output: 0 }, input);
  }
}
