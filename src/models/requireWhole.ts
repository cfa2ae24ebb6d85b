import { ModelError } from "./modelError";

/** @throws ModelError `projectionHead: outputDim is 0; it must be a whole number from 1`, for the first option that is none */
export function requireWhole(who: string, least: number, options: Record<string, number>): void {
  for (const [name, value] of Object.entries(options))
    if (!Number.isSafeInteger(value) || value < least)
      throw new ModelError(`${who}: ${name} is ${value}; it must be a whole number from ${least}`);
}
