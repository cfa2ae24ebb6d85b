import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";

/** A public export and an authority on what it should give. */
export interface Agreement {
  /** The export, as `src/index.ts` names it. */
  of: string;
  /** A closed form, "loops in float64", "finite differences", or a peer library with its version. */
  with: string;
}

type Numbers = number | ArrayLike<number>;

const largest = new Map<string, { agreement: Agreement; error: number; tolerance: number; numbers: number }>();

/**
 * Asserts that an export and its authority give the same numbers: |actual - expected| <= tolerance · max(1, |expected|) for
 * each. The largest error of every pair is kept for the table that `npm run authorities` prints.
 */
export function agree(agreement: Agreement, actual: Numbers, expected: Numbers, tolerance: number): void {
  const [ours, theirs] = [list(actual), list(expected)];
  const pair = `${agreement.of} and ${agreement.with}`;
  assert.equal(ours.length, theirs.length, `${pair}: ${ours.length} numbers against ${theirs.length}`);
  assert.ok(ours.length > 0, `${pair}: nothing to compare`);
  for (let i = 0; i < ours.length; i++) {
    const error = Object.is(ours[i], theirs[i]) ? 0 : Math.abs(ours[i] - theirs[i]) / Math.max(1, Math.abs(theirs[i]));
    assert.ok(
      error <= tolerance,
      `${pair}: number ${i} is ${ours[i]} but should be ${theirs[i]} (tolerance ${tolerance})`,
    );
    record(agreement, error, tolerance);
  }
}

function list(numbers: Numbers): ArrayLike<number> {
  return typeof numbers === "number" ? [numbers] : numbers;
}

function record(agreement: Agreement, error: number, tolerance: number): void {
  const name = JSON.stringify(agreement);
  const seen = largest.get(name) ?? { agreement, error: 0, tolerance: 0, numbers: 0 };
  largest.set(name, {
    agreement,
    error: Math.max(seen.error, error),
    tolerance: Math.max(seen.tolerance, tolerance),
    numbers: seen.numbers + 1,
  });
}

const file = process.env.CONTRASTBOOK_AUTHORITIES;
if (file)
  process.on("exit", () =>
    appendFileSync(
      file,
      [...largest.values()].map(({ agreement, ...rest }) => `${JSON.stringify({ ...agreement, ...rest })}\n`).join(""),
    ),
  );
