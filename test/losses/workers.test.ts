import assert from "node:assert/strict";
import { compile } from "../../src/engine/compile";
import { tf } from "../../src/engine/tf";
import type { ContrastOptions } from "../../src/losses/contrast";
import { LossError } from "../../src/losses/lossError";
import { marginTriplet } from "../../src/losses/marginTriplet";
import { ntLogistic } from "../../src/losses/ntLogistic";
import { ntXent } from "../../src/losses/ntXent";
import { agree } from "../support/agree";
import { type PairLoss, someRows, withGradient } from "./pairsOfViews";

type LossWith = (zA: tf.Tensor2D, zB: tf.Tensor2D, options: ContrastOptions) => tf.Scalar;

const losses: [of: string, loss: LossWith][] = [
  ["ntXent", (a, b, options) => ntXent(a, b, { temperature: 0.2, ...options })],
  ["ntLogistic", (a, b, options) => ntLogistic(a, b, { temperature: 0.2, ...options })],
  ["ntLogistic", (a, b, options) => ntLogistic(a, b, { overNegatives: "sum", ...options })],
  ["ntLogistic", (a, b, options) => ntLogistic(a, b, { semiHard: true, ...options })],
  ["marginTriplet", (a, b, options) => marginTriplet(a, b, options)],
  ["marginTriplet", (a, b, options) => marginTriplet(a, b, { semiHard: true, ...options })],
];
const [zA, zB] = [someRows(8, 5, 0), someRows(8, 5, 1000)];

/** The sum of what each of several workers computes of its own rows and the gathered ones. */
const split =
  (loss: LossWith, sizes: readonly number[], options: ContrastOptions): PairLoss =>
  (a, b) => {
    let offset = 0;
    const shares = sizes.map((size) => {
      const mine = (z: tf.Tensor2D): tf.Tensor2D => z.slice<tf.Tensor2D>(offset, size);
      const share = loss(mine(a), mine(b), { ...options, gathered: { zA: a, zB: b, offset } });
      offset += size;
      return share;
    });
    return tf.addN(shares);
  };

describe("a batch split over workers that gather their embeddings", () => {
  const check = (negativesFrom: "both" | "other"): void => {
    for (const normalize of [true, false])
      for (const [of, loss] of losses) {
        const options = { normalize, negativesFrom };
        const whole = withGradient((a, b) => loss(a, b, options), zA, zB);
        for (const sizes of [[8], [4, 4], [2, 2, 2, 2], [1, 5, 2]]) {
          const { value, gradient } = withGradient(split(loss, sizes, options), zA, zB);
          // Sums of at most 16 terms in another order.
          agree({ of, with: "itself on one worker" }, value, whole.value, 2e-6);
          agree({ of, with: "itself on one worker" }, gradient, whole.gradient, 1e-5);
        }
      }
  };

  it("has the loss and the gradient of the whole one, normalized or not", () => check("both"));

  it("has them with negatives from the other view too", () => check("other"));

  it("has another loss when each worker contrasts its own rows only", () => {
    for (const [, loss] of losses.slice(0, 2)) {
      const alone: PairLoss = (a, b) => {
        const part = (z: tf.Tensor2D, from: number): tf.Tensor2D => z.slice<tf.Tensor2D>(from, 4);
        return loss(part(a, 0), part(b, 0), {})
          .add<tf.Scalar>(loss(part(a, 4), part(b, 4), {}))
          .div(2);
      };
      const whole = withGradient((a, b) => loss(a, b, {}), zA, zB).value;
      assert.ok(Math.abs(withGradient(alone, zA, zB).value - whole) > 1e-3);
    }
  });

  it("is compiled with the same result", () => {
    for (const [of, loss] of losses) {
      const step = split(loss, [4, 4], {});
      const compiled = compile((a: tf.Tensor2D, b: tf.Tensor2D) => tf.grads(step as never)([a, b]));
      const gradient = tf.tidy(() => compiled(tf.tensor2d(zA), tf.tensor2d(zB)).flatMap((g) => [...g.dataSync()]));
      agree({ of, with: "itself op by op" }, gradient, withGradient(step, zA, zB).gradient, 1e-5);
      compiled.dispose();
    }
  });

  it("refuses gathered rows that cannot be those of all workers", () => {
    const refused = (gathered: ContrastOptions["gathered"], message: string): void =>
      assert.throws(
        () => ntXent(tf.zeros([4, 3]), tf.zeros([4, 3]), { gathered }),
        new LossError(`ntXent: ${message}`),
      );
    tf.tidy(() => {
      const all = tf.zeros<tf.Rank.R2>([8, 3]);
      for (const offset of [-1, 5, 1.5, NaN])
        refused(
          { zA: all, zB: all, offset },
          `offset is ${offset}, but 4 rows begin there of 8 gathered ones; it must be a whole number from 0 to 4`,
        );
      refused(
        { zA: all, zB: tf.zeros([8, 2]), offset: 0 },
        "gathered are zA [8, 3] and zB [8, 2]; both must be [M, 3], all workers' rows",
      );
      refused(
        { zA: tf.zeros([2, 3]), zB: tf.zeros([2, 3]), offset: 0 },
        "gathered are 2 rows but zA alone has 4; they must be all workers' rows",
      );
    });
  });
});
