import { backend } from "../op";
import { fuseBatchNorm } from "./optimize/fuseBatchNorm";
import { fuseFilterGradient } from "./optimize/fuseFilterGradient";
import { fuseUpdates } from "./optimize/fuseUpdates";
import { removeNoOps } from "./optimize/removeNoOps";
import { Rewrite } from "./optimize/rewrite";
import { takeTurns } from "./optimize/takeTurns";
import type { Node, Value } from "./recording";

export interface Program {
  nodes: readonly Node[];
  results: readonly Value[];
}

/**
 * Replaces parts of a recording by our own kernels (`src/engine/native`), which do the same with fewer passes over memory.
 * On a GPU, whose kernels these are not, nothing changes.
 */
export function optimize(traced: Program): Program {
  const rewrite = new Rewrite(traced.nodes, traced.results);
  if (!backend().isUsingGpuDevice) {
    removeNoOps(rewrite);
    fuseBatchNorm(rewrite);
    fuseFilterGradient(rewrite);
    fuseUpdates(rewrite);
    takeTurns(rewrite);
  }
  return rewrite.finish();
}
