import type { SimclrOptions } from "./simclr";

/**
 * The colour distortions that the paper compares, as options of `simclr`, from the weakest to the strongest.
 * @paper arXiv 2002.05709v3, table 1; its last column, AutoAugment, is not here
 */
export const colorStrengths = {
  "1/8": { strength: 1 / 8 },
  "1/4": { strength: 1 / 4 },
  "1/2": { strength: 1 / 2 },
  "1": { strength: 1 },
  "1 + blur": { strength: 1, blur: true },
} as const satisfies Record<string, SimclrOptions>;
