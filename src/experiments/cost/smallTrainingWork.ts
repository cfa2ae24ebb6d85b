import type { Work } from "../work";

/**
 * The work of training a perceptron, MINE's critic for instance: its steps, which are compiled once. Looks at held-out rows are
 * left out; those of `estimateMI` take about a tenth more.
 * @param options.rows of a step: joint and marginal pairs together
 * @param options.widths of the input, of each layer, and of the output
 */
export function smallTrainingWork({
  steps,
  rows,
  widths,
}: {
  steps: number;
  rows: number;
  widths: readonly number[];
}): Work {
  const weights = widths.slice(1).map((to, n) => widths[n] * to);
  const forward = 2 * rows * weights.reduce((sum, count) => sum + count, 0);
  return { smallSteps: steps, smallFlops: steps * (3 * forward - 2 * rows * weights[0]), compiledSteps: 1 };
}
