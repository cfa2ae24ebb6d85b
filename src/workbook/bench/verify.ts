import { BenchError } from "./benchError";
import type { GoldenFacts } from "./golden";
import type { Facts } from "./ours/session";

/** The largest relative difference of two losses of the same step. */
const lossTolerance = 1e-3;
/** torchvision drops the fraction of a byte after every step of the augmentation, which makes its views 2% darker than ours. */
const pixelTolerance = 0.05;

/**
 * Makes sure that a contender computes what our eager side computed from the same golden arrays.
 * @throws BenchError `bench: PyTorch eager does not do the same work: its loss of step 2 is 5.3, ours is 5.1; ...`
 */
export function verify(contender: string, found: Facts, golden: GoldenFacts): void {
  if (found.losses) {
    golden.losses?.forEach((expected, step) => {
      const loss = found.losses?.[step];
      check(contender, { what: `loss of step ${step + 1}`, found: loss, expected, tolerance: lossTolerance });
    });
  }
  const { pixels } = found;
  if (!pixels) return;
  const tolerance = pixelTolerance;
  check(contender, { what: "mean of views", found: pixels.mean, expected: golden.pixels?.mean, tolerance });
  check(contender, {
    what: "deviation of views",
    found: pixels.deviation,
    expected: golden.pixels?.deviation,
    tolerance,
  });
}

interface Comparison {
  what: string;
  found?: number;
  expected?: number;
  tolerance: number;
}

function check(contender: string, { what, found = NaN, expected = NaN, tolerance }: Comparison): void {
  if (Math.abs(found - expected) <= tolerance * Math.abs(expected)) return;
  throw new BenchError(
    `bench: ${contender} does not do the same work: its ${what} is ${found}, ours is ${expected}; ` +
      `they may differ by ${tolerance} of it`,
  );
}
