import { InvalidArgumentError } from "commander";

/** A part of a grid: number `index`, from 1, of `of`. */
export interface Shard {
  index: number;
  of: number;
}

/**
 * The part that "2/4" names.
 * @throws InvalidArgumentError `i/n is needed, from 1/n to n/n, for instance "1/4".`
 */
export function parseShard(text: string): Shard {
  const [, index, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  if (!(Number(index) >= 1 && Number(index) <= Number(of)))
    throw new InvalidArgumentError('i/n is needed, from 1/n to n/n, for instance "1/4".');
  return { index: Number(index), of: Number(of) };
}
