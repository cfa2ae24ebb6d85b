import type { DataFrame } from "danfojs-node";
import { danfo } from "./danfo";
import type { Cell } from "./flatRows";

/** A danfo DataFrame of lines of cells. What is missing is NaN among numbers and empty among texts and truth values. */
export function frameOf(columns: readonly string[], lines: readonly (readonly Cell[])[]): DataFrame {
  const numeric = columns.map((_, n) => lines.some((line) => typeof line[n] === "number"));
  const filled = lines.map((line) => line.map((cell, n) => cell ?? (numeric[n] ? NaN : "")));
  const { DataFrame } = danfo();
  return new DataFrame(filled, { columns: [...columns] });
}
