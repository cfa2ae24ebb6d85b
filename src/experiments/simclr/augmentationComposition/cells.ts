import { compositionTransforms, type CompositionName } from "../../../augment/composition";
import type { CompositionCell } from "./config";

/** The transformations in the paper's order, which is that of rows and columns. */
export const compositionNames = Object.keys(compositionTransforms) as CompositionName[];

/** Each transformation alone: the diagonal. */
export const singles: readonly CompositionCell[] = compositionNames.map((name) => ({ first: name, second: name }));

/** Each two transformations in one order, the earlier name first: the cells above the diagonal. */
export const pairs: readonly CompositionCell[] = compositionNames.flatMap((first, n) =>
  compositionNames.slice(n + 1).map((second) => ({ first, second })),
);

/** The pair that the paper finds best. */
export const cropAndColor: CompositionCell = { first: "crop", second: "color" };

export const sameCell = (a: CompositionCell, b: CompositionCell): boolean =>
  a.first === b.first && a.second === b.second;
