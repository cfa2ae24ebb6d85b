import { align } from "../align";
import { runningLargest } from "./statistics";
import type { TrainingJob } from "./trainingJob";

type Settings = Pick<TrainingJob, "optimizer" | "learningRate">;

/** What is compared: momentum with steps so small that rounding grows slowly, with usual ones, and Adam as `pretrain` has it. */
export const optimizers: readonly Settings[] = [
  { optimizer: "momentum", learningRate: 0.001 },
  { optimizer: "momentum", learningRate: 0.05 },
  { optimizer: "adam", learningRate: 0.004 },
];

export const curveSteps = 200;

/** Who computes the losses of the same steps. */
export interface CurveSide {
  name: string;
  side: "ours" | "PyTorch";
  settings: Pick<TrainingJob, "threads" | "dtype" | "layout" | "moved">;
}

/** The sides on a machine of so many cores: the reference, ours, and PyTorch against itself. */
export function curveSides(cores: number): CurveSide[] {
  const torch = (name: string, settings: CurveSide["settings"]): CurveSide => ({ name, side: "PyTorch", settings });
  return [
    torch("PyTorch in float64", { threads: cores, dtype: "float64" }),
    { name: "ours", side: "ours", settings: { threads: cores } },
    torch("PyTorch, 1 thread", { threads: 1, layout: "contiguous" }),
    torch(`PyTorch, ${cores} threads, channels last`, { threads: cores, layout: "channels-last" }),
    torch("PyTorch, initial weights rounded otherwise", { threads: cores, moved: true }),
  ];
}

export interface Curve {
  name: string;
  losses: readonly number[];
}

export interface CurveComparison {
  table: string;
  /** The largest quotient of our difference and the yardstick over all steps. */
  worst: number;
  /** The step of it, from 1. */
  at: number;
}

/** How often our difference may be as large as that of PyTorch from itself: both grow tenfold within a few steps. */
export const allowed = 10;
/** Rounding of a mean of float32 terms: what any two programs may differ by from the first step on. */
const rounding = 1e-6;
const shown = [1, 2, 5, 10, 20, 50, 100, 150, 200];

/**
 * Compares losses, step by step, with those in float64. The difference of a side at a step is the largest relative one up to it, and
 * the yardstick is the largest that PyTorch in float32 has from itself in float64.
 */
export function compareCurves(reference: Curve, ours: Curve, others: readonly Curve[]): CurveComparison {
  const differences = ({ losses }: Curve): number[] =>
    runningLargest(losses.map((loss, n) => (loss - reference.losses[n]) / reference.losses[n]));
  const own = differences(ours);
  const theirs = others.map(differences);
  const yardstick = own.map((_, n) => Math.max(rounding, ...theirs.map((one) => one[n])));
  const quotients = own.map((one, n) => one / yardstick[n]);
  const worst = Math.max(...quotients);
  const head = ["step", `loss, ${reference.name}`, ours.name, ...others.map(({ name }) => name), "ours / yardstick"];
  const rows = shown
    .filter((step) => step <= own.length)
    .map((step) => [
      String(step),
      reference.losses[step - 1].toFixed(6),
      ...[own, ...theirs].map((one) => one[step - 1].toExponential(1)),
      quotients[step - 1].toFixed(2),
    ]);
  return { table: align([head, ...rows]).join("\n"), worst, at: quotients.indexOf(worst) + 1 };
}
