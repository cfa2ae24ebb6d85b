import { PlotError } from "../plotError";
import { shortNumber } from "./shortNumber";

/** A measured value over a factor, with the interval over seeds where there is one. */
export interface MeasuredPoint {
  x: number | string;
  y: number;
  low?: number;
  high?: number;
  /** What single seeds gave: faint points. */
  seeds?: readonly number[];
}

/**
 * Distances of the interval's ends from the value; 0 and 0 without an interval.
 *
 * @param who - the figure and the point, for the error.
 * @throws PlotError when only one end is given or the value lies outside.
 */
export function intervalArms(
  who: string,
  { y, low, high }: Pick<MeasuredPoint, "y" | "low" | "high">,
): { below: number; above: number } {
  if (low === undefined && high === undefined) return { below: 0, above: 0 };
  if (low === undefined || high === undefined || !(low <= y && y <= high)) {
    const given = `[${low ?? "?"}, ${high ?? "?"}]`;
    throw new PlotError(`${who} is ${y} with interval ${given}; both ends are needed, around it`);
  }
  return { below: y - low, above: high - y };
}

/** Plotly's error bars of these points. */
export function errorBars(who: (i: number) => string, points: readonly MeasuredPoint[], color: string): object {
  const arms = points.map((point, i) => intervalArms(who(i), point));
  return {
    type: "data",
    symmetric: false,
    array: arms.map(({ above }) => above),
    arrayminus: arms.map(({ below }) => below),
    color,
    thickness: 1.5,
    width: 4,
  };
}

/** The value, the interval where the seeds bound it, and how many they were. */
export function hoverText({ y, low, high, seeds }: Pick<MeasuredPoint, "y" | "low" | "high" | "seeds">): string {
  const open = low === undefined || high === undefined || !Number.isFinite(high - low);
  const count = seeds ? `<br>${seeds.length} ${seeds.length === 1 ? "seed" : "seeds"}` : "";
  return `${shortNumber(y)}${open ? "" : ` [${shortNumber(low)}, ${shortNumber(high)}]`}${count}`;
}
