import { tf } from "../../engine/tf";
import { categorical } from "../../random/categorical";
import { DataError } from "../dataError";
import type { PairSampler } from "./pairSampler";

/**
 * Two whole numbers with a joint table of probabilities: small enough to compute everything exactly.
 *
 * I(X;Z) = Σ p(x, z) log( p(x, z) / (p(x) p(z)) )
 *
 * @param table p(x, z), a row for each x and a column for each z: at least 0, of sum 1 within 1e-6.
 * @returns a sampler of x `[N, 1]` and z `[N, 1]`, the numbers of row and column from 0, with `logRatio`: -∞ where p(x, z) is 0
 * @throws DataError `discreteTable: the table's rows have 2, 3 entries; each needs as many`;
 *   `discreteTable: entry (0, 1) is -0.1; probabilities from 0 are needed`;
 *   `discreteTable: the probabilities add up to 0.9; their sum must be 1`.
 * @cost drawing O(N K) for K entries.
 */
export function discreteTable(table: readonly (readonly number[])[]): PairSampler {
  check(table);
  // What rounding left of a sum of 1 goes to all entries alike.
  const total = sum(table.flat());
  const joint = table.map((row) => row.map((p) => p / total));
  const pX = joint.map(sum);
  const pZ = joint[0].map((_, z) => sum(joint.map((row) => row[z])));
  const columns = pZ.length;
  const cells = joint.flatMap((row, x) => row.map((p, z) => ({ p, logRatio: Math.log(p / (pX[x] * pZ[z])) })));
  return {
    name: `discrete table ${pX.length} x ${columns}`,
    dims: { x: 1, z: 1 },
    miNats: cells.reduce((sum, { p, logRatio }) => sum + (p === 0 ? 0 : p * logRatio), 0),
    sample: (key, n) =>
      tf.tidy(() => {
        const logits = tf.tensor2d([cells.map(({ p }) => Math.log(p))]);
        const cell = categorical(key, logits, { samples: n }).reshape<tf.Tensor2D>([n, 1]);
        const x = tf.floorDiv<tf.Tensor2D>(cell, tf.scalar(columns, "int32"));
        return { x: x.toFloat(), z: cell.sub<tf.Tensor2D>(x.mul(tf.scalar(columns, "int32"))).toFloat() };
      }),
    logRatio: (x, z) =>
      tf.tidy(() => {
        const cell = x.mul(columns).add<tf.Tensor2D>(z).reshape<tf.Tensor1D>([-1]).toInt();
        // A row or column of no probability has no pairs to ask for; its 0/0 counts as impossible.
        const ratios = cells.map(({ p, logRatio }) => (p === 0 ? -Infinity : logRatio));
        return tf.gather(tf.tensor1d(ratios), cell);
      }),
  };
}

function check(table: readonly (readonly number[])[]): void {
  const widths = table.map((row) => row.length);
  if (widths.length === 0 || widths.some((width) => width !== widths[0] || width === 0))
    throw new DataError(`discreteTable: the table's rows have ${widths.join(", ")} entries; each needs as many`);
  table.forEach((row, x) =>
    row.forEach((p, z) => {
      if (!(p >= 0)) throw new DataError(`discreteTable: entry (${x}, ${z}) is ${p}; probabilities from 0 are needed`);
    }),
  );
  const total = sum(table.flat());
  if (!(Math.abs(total - 1) <= 1e-6))
    throw new DataError(`discreteTable: the probabilities add up to ${total}; their sum must be 1`);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, p) => total + p, 0);
}
