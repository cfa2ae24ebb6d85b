import { movingAverageDonskerVaradhan } from "../../../bounds/movingAverageDonskerVaradhan";
import { discreteTable } from "../../../data/samplers/discreteTable";
import { tf } from "../../../engine/tf";
import { foldIn } from "../../../random/foldIn";
import { key } from "../../../random/key";
import type { CellScores } from "./critics";
import { sharesOf } from "./expectedSlopes";

export interface LibraryErrorOptions {
  rate: number;
  batchSize: number;
  seed: number;
}

/**
 * Draws a batch for each critic, joint pairs and marginal ones drawn apart, and compares the gradient of
 * `movingAverageDonskerVaradhan` by the cells' scores with the formula in doubles. The largest difference of a slope.
 */
export function libraryError(
  table: readonly (readonly number[])[],
  critics: readonly CellScores[],
  { rate, batchSize, seed }: LibraryErrorOptions,
): number {
  const draw = drawing(table, batchSize, seed);
  let state = [0, 0];
  const means: number[] = [];
  return critics.reduce((largest, critic, n) => {
    const [joint, marginal] = draw(n);
    const library = librarySlopes(critic, { joint, marginal, state, rate });
    state = library.state;
    means.push(marginal.reduce((sum, cell) => sum + Math.exp(critic[cell]) / batchSize, 0));
    const average = sharesOf(rate, means.length).reduce((sum, share, i) => sum + share * means[i], 0);
    const count = (cells: readonly number[], of: number): number => cells.filter((cell) => cell === of).length;
    const differences = critic.map((score, cell) => {
      const formula = count(joint, cell) - (count(marginal, cell) * Math.exp(score)) / average;
      return Math.abs(library.slopes[cell] - formula / batchSize);
    });
    return Math.max(largest, ...differences);
  }, 0);
}

type Draw = (batch: number) => [joint: number[], marginal: number[]];

/** Cells of joint pairs; and of pairs whose x and z are of different draws. */
function drawing(table: readonly (readonly number[])[], batchSize: number, seed: number): Draw {
  const sampler = discreteTable(table);
  const columns = table[0].length;
  return (batch) =>
    tf.tidy(() => {
      const own = foldIn(key(seed), batch);
      const draws = [0, 1, 2].map((n) => sampler.sample(foldIn(own, n), batchSize));
      const cells = (x: tf.Tensor, z: tf.Tensor): number[] => Array.from(x.mul(columns).add(z).dataSync());
      return [cells(draws[0].x, draws[0].z), cells(draws[1].x, draws[2].z)];
    });
}

interface Batch {
  joint: number[];
  marginal: number[];
  state: number[];
  rate: number;
}

function librarySlopes(
  critic: CellScores,
  { joint, marginal, state, rate }: Batch,
): { slopes: Float32Array; state: number[] } {
  return tf.tidy(() => {
    let next: number[] = [];
    const value = (scores: tf.Tensor): tf.Scalar => {
      const of = (cells: number[]): tf.Tensor => tf.gather(scores, tf.tensor1d(cells, "int32"));
      const bound = movingAverageDonskerVaradhan(of(joint), of(marginal), { state: tf.tensor1d(state), rate });
      next = [...bound.state.dataSync()];
      return bound.value;
    };
    const slopes = tf
      .grad(value)(tf.tensor1d([...critic]))
      .dataSync<"float32">();
    return { slopes, state: next };
  });
}
