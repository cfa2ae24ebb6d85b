/**
 * Central differences of a function of many numbers, in float64: an authority on gradients that knows nothing of autodiff.
 * @param f the function, written in plain JavaScript
 * @param step h; the error is of order h² f''' + 1e-16 f / h
 * @returns one slope for each entry of `at`
 */
export function finiteDifferences(f: (x: number[]) => number, at: readonly number[], step = 1e-5): number[] {
  return at.map((value, i) => {
    const moved = (to: number): number => f(at.map((x, j) => (i === j ? to : x)));
    return (moved(value + step) - moved(value - step)) / (2 * step);
  });
}
