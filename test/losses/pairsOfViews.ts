import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { tf } from "../../src/engine/tf";
import type { ContrastOptions } from "../../src/losses/contrast";

export type Rows = number[][];
/** A loss over pairs of views, as it is exported. */
export type PairLoss = (zA: tf.Tensor2D, zB: tf.Tensor2D) => tf.Scalar;

/** What an anchor sees, as the paper writes it: s with its partner and with every negative. */
export interface AnchorView {
  positive: number;
  negatives: number[];
}

/** Every anchor of a batch with plain loops in float64, first those of zA and then those of zB. */
export function anchorViews(zA: Rows, zB: Rows, options: ContrastOptions = {}): AnchorView[] {
  const { normalize = true, negativesFrom = "both" } = options;
  const n = zA.length;
  const z = [...zA, ...zB];
  const dot = (a: number[], b: number[]): number => a.reduce((sum, x, d) => sum + x * b[d], 0);
  const s = (i: number, j: number): number =>
    dot(z[i], z[j]) / (normalize ? Math.sqrt(dot(z[i], z[i])) * Math.sqrt(dot(z[j], z[j])) : 1);
  return z.map((_, i) => {
    const partner = (i + n) % (2 * n);
    const negatives: number[] = [];
    for (let k = 0; k < 2 * n; k++) {
      const ofSameKind = i < n === k < n;
      if (k !== i && k !== partner && (negativesFrom === "both" || !ofSameKind)) negatives.push(s(i, k));
    }
    return { positive: s(i, partner), negatives };
  });
}

export const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** -log σ(-x) = log(1 + eˣ), for x of any size. */
export const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** Of the negatives farther than the positive, by less than the margin, the closest: none or one. */
export const semiHard = ({ positive, negatives }: AnchorView, margin = Infinity): number[] => {
  const allowed = negatives.filter((s) => s < positive && s > positive - margin);
  return allowed.length === 0 ? [] : [Math.max(...allowed)];
};

/** Whether the choice of semi-hard negatives is the same in float32: no similarity is too close to where it changes. */
export const clear = (views: readonly AnchorView[], margin = Infinity): boolean =>
  views.every(({ positive, negatives }) =>
    negatives.every(
      (s, k) =>
        Math.abs(s - positive) > 1e-4 &&
        Math.abs(s - positive + margin) > 1e-4 &&
        negatives.every((other, j) => j === k || Math.abs(s - other) > 1e-4),
    ),
  );

const rows = (n: number, d: number): fc.Arbitrary<Rows> =>
  fc
    .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: n * d, maxLength: n * d })
    .map((flat) => Array.from({ length: n }, (_, i) => flat.slice(i * d, (i + 1) * d)))
    // The paper's cosine is not defined for an embedding of length 0.
    .filter((all) => all.every((row) => Math.hypot(...row) > 0.1));

/** zA and zB, `[N, 4]` each, N from `least` to 7. */
export const pairs = (least = 2): fc.Arbitrary<[Rows, Rows]> =>
  fc.integer({ min: least, max: 7 }).chain((n) => fc.tuple(rows(n, 4), rows(n, 4)));

/** zA and zB as `pairs`, but of numbers that no coincidence makes equal, so that a choice between them is clear. */
export const genericPairs = (): fc.Arbitrary<[Rows, Rows]> =>
  fc
    .tuple(fc.integer({ min: 2, max: 7 }), fc.nat(100_000))
    .map(([n, start]) => [someRows(n, 4, start), someRows(n, 4, start + 50_000)]);

/** Value of a loss. */
export const valueOf = (loss: PairLoss, zA: Rows, zB: Rows): number =>
  tf.tidy(() => loss(tf.tensor2d(zA), tf.tensor2d(zB)).dataSync()[0]);

/** Value of a loss, and its gradient by all of zA and then all of zB. */
export const withGradient = (loss: PairLoss, zA: Rows, zB: Rows): { value: number; gradient: number[] } =>
  tf.tidy(() => {
    const f = (a: tf.Tensor, b: tf.Tensor): tf.Scalar => loss(a as tf.Tensor2D, b as tf.Tensor2D);
    const { value, grads } = tf.valueAndGrads(f)([tf.tensor2d(zA), tf.tensor2d(zB)]);
    return { value: value.dataSync()[0], gradient: grads.flatMap((grad) => [...grad.dataSync()]) };
  });

/** A batch of numbers that no symmetry makes special, the same on every machine. */
export function someRows(n: number, d: number, start: number): Rows {
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: d }, (_, j) => 2 * Math.sin(12.9898 * (start + i * d + j) + 0.7 * i)),
  );
}

/** Numbers as rows of so many columns. */
export function rowsOf(flat: number[], columns: number): Rows {
  return Array.from({ length: flat.length / columns }, (_, i) => flat.slice(i * columns, (i + 1) * columns));
}

/** Golden values of a peer; test/fixtures/<peer>/losses.py made the file. */
export function golden<T>(peer: "lightly" | "pytorch"): T {
  return JSON.parse(readFileSync(path.resolve(__dirname, `../../../test/fixtures/${peer}/losses.json`), "utf8")) as T;
}

/** A golden loss over pairs of views with its settings and its gradients by zA and zB. */
export interface GoldenPairLoss extends Pick<ContrastOptions, "normalize" | "negativesFrom"> {
  loss: number;
  gradients: { zA: Rows; zB: Rows };
}

/** Shape of test/fixtures/pytorch/losses.json. */
export interface TorchLosses {
  zA: Rows;
  zB: Rows;
  labels: number[];
  student: Rows;
  teacher: Rows;
  ntXent: (GoldenPairLoss & { temperature: number })[];
  ntLogistic: (GoldenPairLoss & { temperature: number; over: "mean" | "sum" })[];
  marginTriplet: (GoldenPairLoss & { margin: number })[];
  distillation: { temperature: number; loss: number; gradients: { student: Rows } }[];
  crossEntropy: { loss: number; gradients: { student: Rows } };
}
