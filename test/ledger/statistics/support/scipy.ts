import { readFileSync } from "node:fs";
import path from "node:path";

interface Paired {
  a: number[];
  b: number[];
}

const root = path.resolve(__dirname, "../../../../..");

/** What SciPy and NumPy make of small samples; test/fixtures/scipy/seedStatistics.py made the file. */
export const scipy = JSON.parse(readFileSync(path.join(root, "test/fixtures/scipy/seedStatistics.json"), "utf8")) as {
  quantiles: { tail: number; freedom: number; t: number }[];
  intervals: (Paired & { tail: number; low: number; high: number })[];
  signs: { above: number; below: number; p: number }[];
  page: { series: number[][]; statistic: number; rising: number; falling: number }[];
  equivalence: (Paired & { margin: number; p: number })[];
  equalNoise: { series: number[][]; low: number; high: number }[];
  designs: (Record<"lead" | "inner" | "range" | "rise" | "interaction", [effect: number, low: number, high: number]> & {
    series: number[][];
    best: number;
  })[];
  studentised: { values: number[]; error: number; low: number; high: number }[];
};

export const differences = ({ a, b }: Paired): number[] => a.map((value, n) => value - b[n]);
