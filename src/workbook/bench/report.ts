import { align } from "./align";
import { fourDigits } from "./fourDigits";
import type { Measured } from "./runWork";
import { medianOf } from "../../ledger/statistics/medianOf";
import { medianRatio } from "./statistics";
import type { Measure, Summary, Work } from "./work";

/** The result of a work, as the table and the JSON file show it. */
export interface WorkReport {
  name: string;
  title: string;
  unit: string;
  contenders: (Measured & { median: number })[];
  summaries: SummaryReport[];
}

export interface SummaryReport {
  label: string;
  value: number;
  /** For instance ">= 1.3". */
  target: string;
  reached: boolean;
}

const units: Record<Measure, string> = { time: "ms", rate: "GFLOP/s", "first call": "ms", memory: "MiB" };

/** Medians of what was measured, and the numbers that sum it up. */
export function reportWork(work: Work, measured: readonly Measured[]): WorkReport {
  return {
    name: work.name,
    title: work.title,
    unit: units[work.measure],
    contenders: measured.map((one) => ({ ...one, median: medianOf(one.values) })),
    summaries: work.summaries.map((summary) => summarize(summary, work.measure, measured)),
  };
}

function summarize(
  { label, of, over, target }: Summary,
  measure: Measure,
  measured: readonly Measured[],
): SummaryReport {
  const valuesOf = (name: string): readonly number[] => measured.find((one) => one.name === name)?.values ?? [];
  const value = over ? medianRatio(valuesOf(of), best(over.map(valuesOf), measure)) : medianOf(valuesOf(of));
  return "atLeast" in target
    ? { label, value, target: `>= ${target.atLeast}`, reached: value >= target.atLeast }
    : { label, value, target: `<= ${target.atMost}`, reached: value <= target.atMost };
}

/** The values of the contender that is best in the median. */
function best(candidates: readonly (readonly number[])[], measure: Measure): readonly number[] {
  const sign = measure === "rate" ? -1 : 1;
  return [...candidates].sort((a, b) => sign * (medianOf(a) - medianOf(b)))[0];
}

/** The table of one work. */
export function tableOf({ name, title, unit, contenders, summaries }: WorkReport): string {
  const rows = contenders.map(({ name: who, values, settings, threads, median: middle }) => [
    who,
    fourDigits(middle),
    `${fourDigits(Math.min(...values))} - ${fourDigits(Math.max(...values))}`,
    settingsOf({ ...settings, threads }),
  ]);
  const conclusions = summaries.map(({ label, value, target, reached }) => [
    label,
    fourDigits(value),
    `target ${target}`,
    reached ? "reached" : "not reached",
  ]);
  return [
    `${name}: ${title}`,
    ...align([["", `median ${unit}`, "range", "settings"], ...rows, ...conclusions]).map((line) => `  ${line}`),
  ].join("\n");
}

function settingsOf(settings: object): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(", ");
}
