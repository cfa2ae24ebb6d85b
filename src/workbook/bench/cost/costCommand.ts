import type { Speeds } from "../../../experiments/cost/machineCalibration";
import { secondsOf } from "../../../experiments/cost/secondsOf";
import type { CostRun } from "./costRuns";

/** How far the time of a run may be from its estimate, as a share of that time. */
const tolerance = 0.3;

export interface CostOptions {
  /** Measures the machine; its own time is told too. */
  measure: () => Promise<Speeds>;
  runs: readonly CostRun[];
  print: (line: string) => void;
  /** Milliseconds, rising. Default `performance.now`. */
  now?: () => number;
}

/** Estimates how long runs take, runs them, and compares. Gives the exit status: 1 when an estimate is more than 30% off. */
export async function costCommand({
  measure,
  runs,
  print,
  now = () => performance.now(),
}: CostOptions): Promise<number> {
  const timed = async <T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> => {
    const start = now();
    const result = await work();
    return { result, seconds: (now() - start) / 1000 };
  };
  const { result: speeds, seconds } = await timed(measure);
  print(`calibrated in ${seconds.toFixed(1)} s\n`);
  print("| run | estimate, s | took, s | estimate / took |");
  print("| --- | --- | --- | --- |");
  let good = true;
  for (const { name, work, run } of runs) {
    const estimate = secondsOf(work, speeds);
    const took = (await timed(run)).seconds;
    good &&= Math.abs(estimate - took) <= tolerance * took;
    print(`| ${name} | ${estimate.toFixed(1)} | ${took.toFixed(1)} | ${(estimate / took).toFixed(2)} |`);
  }
  print(`\n${good ? "every" : "not every"} estimate is within ${100 * tolerance}% of the time that the run took`);
  return good ? 0 : 1;
}
