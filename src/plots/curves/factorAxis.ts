import { PlotError } from "../plotError";

/** How the factor is laid out. "ordered": one step a value, numbers by size, texts in the order of first appearance. */
export type FactorScale = "linear" | "log" | "ordered";

const mostTicks = 12;
const [digitWidth, labelGap] = [7.5, 4];

/**
 * Plotly's axis of a factor. On a logarithmic axis the ticks stand at the values themselves; a label that would
 * touch the one before it is left out.
 *
 * @param pixels - length of the axis.
 * @throws PlotError `scalingCurves: x is 0; a logarithmic axis needs numbers above 0`
 */
export function factorAxis(
  who: string,
  values: readonly (number | string)[],
  scale: FactorScale,
  pixels: number,
): object {
  const distinct = [...new Set(values)];
  const numbers = distinct.filter((value) => typeof value === "number").sort((a, b) => a - b);
  if (scale === "ordered") {
    const texts = distinct.filter((value) => typeof value === "string");
    return { type: "category", categoryorder: "array", categoryarray: [...numbers, ...texts].map(String), ticks: "" };
  }
  const wrong = distinct.find((value) => typeof value !== "number" || (scale === "log" && !(value > 0)));
  if (wrong !== undefined) {
    const needed = scale === "log" ? "a logarithmic axis needs numbers above 0" : "a linear axis needs numbers";
    throw new PlotError(`${who}: x is ${JSON.stringify(wrong)}; ${needed}`);
  }
  if (scale === "linear" || numbers.length > mostTicks) return { type: scale };
  return { type: "log", tickmode: "array", tickvals: numbers, ticktext: labels(numbers, pixels), tickangle: 0 };
}

function labels(numbers: readonly number[], pixels: number): string[] {
  const decades = Math.log10(numbers[numbers.length - 1] / numbers[0]) || 1;
  let free = -Infinity;
  return numbers.map((value) => {
    const text = String(value);
    const half = (text.length * digitWidth) / 2;
    const at = (Math.log10(value / numbers[0]) / decades) * pixels;
    if (at - half < free) return "";
    free = at + half + labelGap;
    return text;
  });
}
