export const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

export const variance = (values: ArrayLike<number>): number => {
  const center = mean(values);
  return mean(Array.from(values, (value) => (value - center) ** 2));
};

export const correlation = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  const [meanA, meanB] = [mean(a), mean(b)];
  const covariance = mean(Array.from(a, (value, i) => (value - meanA) * (b[i] - meanB)));
  return covariance / Math.sqrt(variance(a) * variance(b));
};

/** Kolmogorov and Smirnov's √n · sup |F_n - F|; above 2.23 with probability 1e-4 when the values do have distribution F. */
export const kolmogorovSmirnov = (values: ArrayLike<number>, cumulative: (value: number) => number): number => {
  const sorted = Float64Array.from(Array.from(values)).sort();
  const n = sorted.length;
  let largest = 0;
  sorted.forEach((value, i) => {
    const expected = cumulative(value);
    largest = Math.max(largest, expected - i / n, (i + 1) / n - expected);
  });
  return Math.sqrt(n) * largest;
};

/** Abramowitz and Stegun 7.1.26; right to 1.5e-7. */
export const normalCumulative = (x: number): number => {
  const z = Math.abs(x) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * z);
  const tail =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-z * z);
  return x < 0 ? tail / 2 : 1 - tail / 2;
};
