import { InvalidArgumentError } from "commander";

const most = 10_000;

/**
 * The seeds that a list like "1,2,3" or "101-120" names, each once, in its order.
 * @throws InvalidArgumentError `Whole numbers are needed, for instance "1,2,3" or "101-120".`
 * @throws InvalidArgumentError `"5-3" ends before it begins.`
 * @throws InvalidArgumentError `"1-1000000" is more than 10000 seeds.`
 */
export function parseSeeds(text: string): number[] {
  const seeds = text.split(",").flatMap((part) => {
    const [, first, last = first] = /^(\d{1,15})(?:-(\d{1,15}))?$/.exec(part.trim()) ?? [];
    if (first === undefined)
      throw new InvalidArgumentError('Whole numbers are needed, for instance "1,2,3" or "101-120".');
    const count = Number(last) - Number(first) + 1;
    if (count < 1) throw new InvalidArgumentError(`"${part.trim()}" ends before it begins.`);
    if (count > most) throw new InvalidArgumentError(`"${part.trim()}" is more than ${most} seeds.`);
    return Array.from({ length: count }, (_, n) => Number(first) + n);
  });
  return [...new Set(seeds)];
}
