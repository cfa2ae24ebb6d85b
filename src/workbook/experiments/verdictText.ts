import type { Verdict } from "../../ledger/verdict";
import { numberFormat } from "./formatEstimate";
import { rangesOf } from "./rangesOf";
import { wrapText } from "./wrapText";

const words = { holds: "holds", refuted: "is refuted", notVisible: "is not visible" };

export interface VerdictTextOptions {
  /** Characters in a line. */
  width: number;
  /** Whether these are the runs whose outcome is on record, so that another is worth a word. */
  compare: boolean;
}

/** A claim judged, in words: what came out, on which seeds, and what the paper has. */
export function verdictText(verdict: Verdict, { width, compare }: VerdictTextOptions): string {
  const { claim, statement, outcome, expected, paperValue, seeds } = verdict;
  const surprise = compare && outcome !== expected ? `, BUT ON RECORD IT ${words[expected].toUpperCase()}` : "";
  const judged =
    seeds.length === 0
      ? `${claim} is not judged: ${statement}: no seed has all the runs that it needs`
      : `${claim} ${words[outcome]}${surprise}: ${statement}: ${figures(verdict)}`;
  return `${wrapText(judged, width, "   ")}\n${wrapText(`   paper: ${paperValue}`, width, "      ")}`;
}

function figures({ effect, interval, unit, seeds }: Verdict): string {
  const ends = interval ? [interval.low, interval.high].filter(Number.isFinite) : [];
  const format = numberFormat(Math.max(0, ...ends.map((end) => Math.abs(end - effect))));
  const end = (value: number): string => (Number.isFinite(value) ? format(value) : "unbounded");
  return [
    `${format(effect)} ${unit}`,
    ...(interval ? [`95% interval ${end(interval.low)} to ${end(interval.high)}`] : []),
    `seeds ${rangesOf(seeds)}`,
  ].join(", ");
}
