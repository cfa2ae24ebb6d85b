import type { tf } from "../engine/tf";
import { BoundError } from "./boundError";

/** Throws a BoundError, in the name of the bound asked, when a critic's scores are empty: their mean does not exist. */
export function checkScores(asker: string, scores: Record<string, tf.Tensor>): void {
  for (const [name, { size, shape }] of Object.entries(scores))
    if (size === 0)
      throw new BoundError(`${asker}: ${name} is [${shape.join(", ")}]; the scores of at least one pair are needed`);
}
