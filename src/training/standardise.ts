import type { Features } from "./features";

/** Features less the mean of the training rows, over their deviation; constant columns become 0. Sums are float64. */
export function standardise(train: Features, test: Features): [train: Features, test: Features] {
  const { values, rows, columns } = train;
  const mean = new Float64Array(columns);
  const variance = new Float64Array(columns);
  values.forEach((value, i) => (mean[i % columns] += value / rows));
  values.forEach((value, i) => (variance[i % columns] += (value - mean[i % columns]) ** 2 / rows));
  const scale = variance.map((v) => (v > 1e-12 ? 1 / Math.sqrt(v) : 0));
  const apply = (features: Features): Features => ({
    ...features,
    values: features.values.map((value, i) => (value - mean[i % columns]) * scale[i % columns]),
  });
  return [apply(train), apply(test)];
}
