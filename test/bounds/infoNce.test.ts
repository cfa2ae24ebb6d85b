import assert from "node:assert/strict";
import fc from "fast-check";
import { BoundError } from "../../src/bounds/boundError";
import { diagonalAndRest } from "../../src/bounds/diagonalAndRest";
import { infoNce } from "../../src/bounds/infoNce";
import { tf } from "../../src/engine/tf";
import { agree } from "../support/agree";
import { finiteDifferences } from "../support/finiteDifferences";
import { numbersOf, pytorch, torch } from "./golden";

/** The mean over rows, in doubles, of what the diagonal stands above the row's log-mean-exp. */
function byLoops(scores: number[][]): number {
  const n = scores.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    let others = 0;
    for (let j = 0; j < n; j++) others += Math.exp(scores[i][j]) / n;
    sum += scores[i][i] - Math.log(others);
  }
  return sum / n;
}

const ours = (scores: number[][]): number => numbersOf(() => infoNce(tf.tensor2d(scores)))[0];
const square = fc.integer({ min: 1, max: 7 }).chain((n) =>
  fc.array(fc.array(fc.double({ min: -6, max: 6, noNaN: true }), { minLength: n, maxLength: n }), {
    minLength: n,
    maxLength: n,
  }),
);

describe("infoNce", () => {
  it("is its formula, and never above the logarithm of the batch", () => {
    fc.assert(
      fc.property(square, (scores) => {
        agree({ of: "infoNce", with: "loops in float64" }, ours(scores), byLoops(scores), 2e-6);
        assert.ok(ours(scores) <= Math.log(scores.length) + 1e-6);
      }),
    );
  });

  it("has PyTorch's value and gradient", () => {
    for (const { scores, value, gradient } of torch.infoNce) {
      const slopes = numbersOf(() => tf.grad((t) => infoNce(t as tf.Tensor2D))(tf.tensor2d(scores)));
      agree({ of: "infoNce", with: pytorch }, [ours(scores), ...slopes], [value, ...gradient.flat()], 1e-6);
    }
  });

  it("has the gradient of finite differences", () => {
    const scores = [
      [1, -0.5, 0.2],
      [0.3, 2, -1],
      [0, 0.7, -0.4],
    ];
    const rows = (flat: number[]): number[][] => [0, 3, 6].map((at) => flat.slice(at, at + 3));
    agree(
      { of: "infoNce", with: "finite differences" },
      numbersOf(() => tf.grad((t) => infoNce(t as tf.Tensor2D))(tf.tensor2d(scores))),
      finiteDifferences((flat) => byLoops(rows(flat)), scores.flat()),
      1e-6,
    );
  });

  it("is 0 for equal scores, reaches its cap for a sure critic, and takes any function of x", () => {
    for (const n of [1, 2, 50]) {
      const equal = Array.from({ length: n }, () => new Array<number>(n).fill(7));
      agree({ of: "infoNce", with: "closed form" }, ours(equal), 0, 1e-6);
      const sure = equal.map((row, i) => row.map((_, j) => (i === j ? 1000 : 0)));
      agree({ of: "infoNce", with: "closed form" }, ours(sure), Math.log(n), 1e-6);
    }
    const scores = [
      [1, 2],
      [-1, 0.5],
    ];
    const lifted = scores.map((row, i) => row.map((t) => t + 10 * i));
    assert.ok(Math.abs(ours(lifted) - ours(scores)) < 1e-5);
  });

  it("refuses scores that are not every x with every z", () => {
    const wide = tf.zeros<tf.Rank.R2>([8, 7]);
    assert.throws(
      () => infoNce(wide),
      new BoundError("infoNce: scores is [8, 7]; T of every x with every z, [N, N], is needed"),
    );
    wide.dispose();
  });
});

describe("diagonalAndRest", () => {
  it("parts joint from marginal scores, each once", () => {
    for (const n of [2, 3, 5]) {
      const scores = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => 10 * i + j));
      const given = numbersOf(() => {
        const { joint, marginal } = diagonalAndRest(tf.tensor2d(scores));
        assert.deepEqual(marginal.shape, [n - 1, n]);
        return [joint, marginal];
      });
      const diagonal = scores.map((row, i) => row[i]);
      const rest = scores.flatMap((row, i) => row.filter((_, j) => j !== i));
      agree({ of: "diagonalAndRest", with: "loops in float64" }, given, [...diagonal, ...rest], 0);
    }
  });

  it("lets gradients through, and refuses what has no rest", () => {
    const slopes = numbersOf(() =>
      tf.grad((t) => {
        const { joint, marginal } = diagonalAndRest(t as tf.Tensor2D);
        return joint.sum().mul(2).add(marginal.sum().mul(3));
      })(tf.zeros([3, 3])),
    );
    agree({ of: "diagonalAndRest", with: "closed form" }, slopes, [2, 3, 3, 3, 2, 3, 3, 3, 2], 0);
    const one = tf.zeros<tf.Rank.R2>([1, 1]);
    assert.throws(
      () => diagonalAndRest(one),
      new BoundError("diagonalAndRest: scores is [1, 1]; [N, N] with N at least 2 is needed"),
    );
    one.dispose();
  });
});
