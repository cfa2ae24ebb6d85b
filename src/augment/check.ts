import { AugmentError } from "./augmentError";

/** Throws when `value` is not a number in [from, to]. */
export function checkNumber(
  asker: string,
  name: string,
  value: number,
  { from, to }: { from: number; to: number },
): void {
  if (!(value >= from && value <= to))
    throw new AugmentError(`${asker}: ${name} is ${value}; it must be between ${from} and ${to}`);
}

export function checkProbability(asker: string, name: string, value: number): void {
  checkNumber(asker, name, value, { from: 0, to: 1 });
}

/** Throws when `range` is not a smallest and a largest number with above < smallest <= largest <= to. */
export function checkRange(
  asker: string,
  name: string,
  range: readonly [number, number],
  { above, to }: { above: number; to: number },
): void {
  const [smallest, largest] = range;
  if (!(smallest > above && smallest <= largest && largest <= to))
    throw new AugmentError(
      `${asker}: ${name} is [${range.join(", ")}]; it must be [smallest, largest] above ${above} and up to ${to}`,
    );
}

/** Throws when `value` is none of the words; a default stands for one that is missing. */
export function checkWord(asker: string, name: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value))
    throw new AugmentError(
      `${asker}: ${name} is ${JSON.stringify(value)}; it must be ${allowed.map((word) => `"${word}"`).join(" or ")}`,
    );
}
