import { InvalidArgumentError } from "commander";

/** Values of each key to which a grid is narrowed, as they were typed. */
export type Only = Record<string, readonly string[]>;

/**
 * Adds what "temperature=0.1,0.5" says to what was said before; of one key all values count.
 * @throws InvalidArgumentError `key=value is needed, for instance "temperature=0.1,0.5".`
 */
export function parseOnly(text: string, before: Only = {}): Only {
  const [, key, list] = /^\s*([^=\s]+)\s*=(.*)$/s.exec(text) ?? [];
  const values = list?.split(",").map((value) => value.trim());
  if (key === undefined || values === undefined || values.includes(""))
    throw new InvalidArgumentError('key=value is needed, for instance "temperature=0.1,0.5".');
  return { ...before, [key]: [...(before[key] ?? []), ...values] };
}
