import type { Work } from "../work";

/** A row's softmax and the sums over rows take, beside its columns, as long as so many more would. */
export const overheadColumns = 140;

/**
 * The work of `linearProbe` with ten classes.
 * @param options.iterations of L-BFGS, which is not known beforehand. Default 150, as features of a pretrained encoder at l2 1e-3 took.
 */
export function probingWork({
  rows,
  columns,
  iterations = 150,
}: {
  rows: number;
  columns: number;
  iterations?: number;
}): Work {
  return { probedValues: iterations * rows * (columns + overheadColumns) };
}
