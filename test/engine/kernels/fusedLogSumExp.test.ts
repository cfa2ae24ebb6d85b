import { fusedLogSumExp } from "../../../src/engine/kernels/fusedLogSumExp";
import { tf } from "../../../src/engine/tf";
import { agree } from "../../support/agree";
import { finiteDifferences } from "../../support/finiteDifferences";

const rows = [
  [1, -2, 0.5],
  [0, 3, 3],
];
const logSumExp = (x: number[]): number => Math.log(x.reduce((sum, value) => sum + Math.exp(value), 0));
const softmax = (x: number[]): number[] => x.map((value) => Math.exp(value - logSumExp(x)));
const close = (authority: string, actual: number[], expected: number[]): void =>
  agree({ of: "fusedLogSumExp", with: authority }, actual, expected, 1e-5);
const compute = (make: () => tf.Tensor): number[] => tf.tidy(() => [...make().dataSync()]);

describe("fusedLogSumExp", () => {
  it("is the logarithm of the sum of the exponentials, over all axes or some", () => {
    const columns = rows[0].map((_, k) => rows.map((row) => row[k]));
    close(
      "loops in float64",
      compute(() => fusedLogSumExp(tf.tensor2d(rows))),
      [logSumExp(rows.flat())],
    );
    close(
      "loops in float64",
      compute(() => fusedLogSumExp(tf.tensor2d(rows), -1)),
      rows.map(logSumExp),
    );
    close(
      "loops in float64",
      compute(() => fusedLogSumExp(tf.tensor2d(rows), [0])),
      columns.map(logSumExp),
    );
  });

  it("stays exact far beyond the range of exp, and follows a shift", () => {
    const shifted = (by: number): number[] => compute(() => fusedLogSumExp(tf.tensor1d([by, by])));
    for (const by of [-1e4, 0, 1e4]) close("closed form", shifted(by), [by + Math.log(2)]);
  });

  it("has the softmax as its gradient, weighted by row", () => {
    close(
      "closed form",
      compute(() => tf.grad((x) => fusedLogSumExp(x, 1).mul(tf.tensor1d([2, -3])))(tf.tensor2d(rows))),
      rows.flatMap((row, n) => softmax(row).map((p) => [2, -3][n] * p)),
    );
  });

  it("has the slopes of its values in float64", () => {
    const weighted = (x: number[]): number => 2 * logSumExp(x.slice(0, 3)) - 3 * logSumExp(x.slice(3));
    close(
      "finite differences",
      compute(() => tf.grad((x) => fusedLogSumExp(x, 1).mul(tf.tensor1d([2, -3])))(tf.tensor2d(rows))),
      finiteDifferences(weighted, rows.flat()),
    );
  });

  it("has the gradient of its gradient: the covariance of the softmax, where tf.logSumExp has none", () => {
    const direction = [1, 2, -1];
    const p = softmax(rows[0]);
    const mean = p.reduce((sum, share, k) => sum + share * direction[k], 0);
    const slope = tf.grad((x: tf.Tensor) => fusedLogSumExp(x));
    close(
      "closed form",
      compute(() => tf.grad((x) => slope(x).mul(tf.tensor1d(direction)).sum())(tf.tensor1d(rows[0]))),
      p.map((share, k) => share * (direction[k] - mean)),
    );
  });
});
