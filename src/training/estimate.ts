import { tf } from "../engine/tf";
import { interruptSignal } from "../report/abort";
import { columnWarnings } from "./estimation/columnWarnings";
import { combined, fromZero, type Measured } from "./estimation/combined";
import { crossFit, type EstimateFold } from "./estimation/crossFit";
import { Estimate } from "./estimation/estimate";
import type { EstimationOptions } from "./estimation/estimationOptions";
import { jackknife } from "./estimation/jackknife";
import { methodOf } from "./estimation/methodOf";
import { planOf, type Plan } from "./estimation/plan";
import { scaled } from "./estimation/scaled";
import { tableOf, type Numbers, type Table } from "./estimation/tableOf";
import { valueWarnings } from "./estimation/valueWarnings";
import { TrainingError } from "./trainingError";

/**
 * Estimates the mutual information of one's own numbers, with an interval and what to doubt: row n of x belongs to row n of y.
 *
 * Critics are trained, stopped and judged by different pairs, and every pair judges one, see `estimateMI`; few pairs of few columns
 * go to nearest neighbours, see `ksg`. Columns become normal scores of their ranks, which changes no mutual information. Rows should
 * be independent of each other: those of a time series resemble their neighbours, so that the interval is too narrow.
 *
 * @paper arXiv 1801.04062, algorithm 1; the other method is of arXiv cond-mat/0305641.
 * @differs the paper trains one critic and reports its value on what it was trained on.
 * @param x finite numbers, N rows; N from 50. See `Numbers`
 * @param y as many rows
 * @param options by their defaults, the method and its settings follow from how many pairs and columns there are
 * @returns nats, at least 0: of independent data about 0, with an interval that holds 0 and a warning. Of "mine" a lower bound but
 *   for chance, and far below the truth where columns are many and pairs few: of 2.88 nats in 20 + 20 columns, 5000 pairs show about
 *   half and 10,000 about 60%, with a warning.
 * @throws TrainingError `estimate: x has 100 rows but y has 99; a row of y for each of x is needed`;
 *   `estimate: row 7 of x is NaN; finite numbers are needed`; `estimate: row 7 of column 2 of x is "n/a"; finite numbers are needed`;
 *   `estimate: column 2 of x is 5 in every row; a constant tells nothing, leave it out`;
 *   `estimate: there are 20 pairs; at least 50 are needed`; `estimate: folds is 20 for 100 pairs; at least 10 in each are needed`;
 *   `estimate: batchSize is 512 for 500 pairs in 5 folds; a whole number from 2 to 300 is needed`; `estimate: k is 90 for 100 pairs; a
 *   whole number from 1 to 89 is needed`; `estimate: learningRate is 0; it must be a positive number`;
 *   `estimate: row 3 of x has 2 numbers, and row 0 has 3`; `estimate: x has 10 numbers in 3 columns; a whole number of columns that
 *   divides them is needed`; `estimate: x is [2, 3, 4]; a tensor [N] or [N, D] is needed`; `estimate: x is string; a list of numbers or
 *   of rows, { values, columns }, a tensor, or a danfo Series or DataFrame is needed`; `estimate: method is mi; it must be one of auto,
 *   mine, ksg`; and those of `estimateMI` for its options. Rows and columns count from 0.
 * @throws BoundError of `ksg`, for instance for equal pairs that were not ranked.
 * @throws InterruptedError when the signal fires.
 * @cost on one core about 20 s of 1 + 1 columns, 2000 pairs or 10,000; 35 s of 20 + 20 columns and 10,000 pairs; of a few hundred
 *   pairs, which critics look at more often, up to twice as much. `folds: 3` and fewer `steps` save most of it. Of "ksg" eleven times
 *   `ksg`, which is less than a second for what "auto" gives it.
 */
export async function estimate(x: Numbers, y: Numbers, options: EstimationOptions = {}): Promise<Estimate> {
  const start = performance.now();
  // Taken once: a later cell has a signal of its own.
  const watch = { signal: interruptSignal(options.signal), progress: options.progress };
  const [tableX, tableY] = [tableOf("x", x), tableOf("y", y)];
  const pairs = tableX.rows;
  if (pairs !== tableY.rows)
    throw new TrainingError(
      `estimate: x has ${pairs} rows but y has ${tableY.rows}; a row of y for each of x is needed`,
    );
  const plan = planOf(options, { pairs, xDim: tableX.columns, yDim: tableY.columns });
  const method = methodOf(options.method, [tableX, tableY]);
  const given = scaledPairs([tableX, tableY], method, plan);
  try {
    const folds: EstimateFold[] = method === "mine" ? await crossFit(given, plan, watch) : [];
    const measured: Measured = method === "mine" ? combined(folds) : await jackknife(given, plan, watch);
    const { nats, interval } = fromZero(measured);
    const outcome = {
      method,
      pairs,
      nats,
      low: interval[0],
      folds,
      steps: plan.steps,
      limit: limitOf(method, pairs, plan),
    };
    return new Estimate({
      ...{ nats, interval, method, pairs, folds },
      measuredNats: measured.miNats,
      standardErrorNats: measured.standardErrorNats,
      warnings: [...valueWarnings(outcome), ...columnWarnings([tableX, tableY], { method, scale: plan.scale })],
      columns: { x: tableX.columns, y: tableY.columns },
      scale: plan.scale,
      seconds: (performance.now() - start) / 1000,
    });
  } finally {
    tf.dispose([given.x, given.z]);
  }
}

function scaledPairs([x, y]: readonly Table[], method: "mine" | "ksg", { scale, seed }: Plan) {
  // Neighbours at distance 0 are none; a critic sees no harm in equal numbers.
  const shared = { scale, seed, partTies: method === "ksg" };
  return { x: scaled(x, { ...shared, stream: 0 }), z: scaled(y, { ...shared, stream: 1 }) };
}

/** About the largest value there can be: at least k pairs are near each, and a score tells a pair from no more than the rest of its part. */
function limitOf(method: "mine" | "ksg", pairs: number, { folds, k, bound, batchSize }: Plan) {
  // ψ(N) - ψ(k), where ψ(k) is about log(k - ½).
  if (method === "ksg") return { nats: Math.log(pairs / (k - 0.5)), reason: `${k} neighbours of ${pairs} pairs` };
  if (bound === "infoNce") return { nats: Math.log(batchSize), reason: `InfoNCE with batches of ${batchSize}` };
  const part = Math.floor(pairs / folds);
  return { nats: Math.log(part), reason: `${part} pairs that were held out` };
}
