import type { Dataset } from "../../../src/data/dataset";

export interface LinearLoops {
  data: Dataset;
  /** Indices of each step. */
  batches: readonly ArrayLike<number>[];
  rate: (step: number) => number;
  momentum: number;
  /** Gradient of the loss of one image by its logits, and that loss. */
  slope: (logits: number[], n: number) => { loss: number; slope: number[] };
}

/** softmax(logits / τ). */
export function softmax(logits: ArrayLike<number>, temperature = 1): number[] {
  const most = Math.max(...Array.from(logits));
  const powers = Array.from(logits, (logit) => Math.exp((logit - most) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** A linear classifier of pixels that starts at 0, trained by Nesterov's momentum in plain loops in float64. */
export function linearLoops({ data, batches, rate, momentum, slope }: LinearLoops) {
  const [pixels, classes] = [data.images.length / data.size, data.classNames.length];
  const weights = Array.from({ length: pixels + 1 }, () => new Array<number>(classes).fill(0));
  const velocity = weights.map((row) => row.map(() => 0));
  const x = (n: number, i: number): number => (i === pixels ? 1 : data.images[n * pixels + i] / 255);
  const losses = batches.map((batch, step) => {
    let mean = 0;
    const gradient = weights.map((row) => row.map(() => 0));
    for (const n of Array.from(batch)) {
      const logits = weights[0].map((_, k) => weights.reduce((sum, row, i) => sum + row[k] * x(n, i), 0));
      const one = slope(logits, n);
      mean += one.loss / batch.length;
      gradient.forEach((row, i) => one.slope.forEach((by, k) => (row[k] += (by * x(n, i)) / batch.length)));
    }
    gradient.forEach((row, i) =>
      row.forEach((by, k) => {
        velocity[i][k] = momentum * velocity[i][k] + by;
        weights[i][k] -= rate(step) * (by + momentum * velocity[i][k]);
      }),
    );
    return mean;
  });
  return { losses, weights: weights.flat() };
}
