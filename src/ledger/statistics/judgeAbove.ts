import type { Judgement } from "../verdict";
import type { SeedEffect } from "./seedEffect";
import { studentQuantile } from "./studentQuantile";

/** Whether the mean effect over seeds is above a threshold: the interval says, and `notVisible` when the threshold is inside it. */
export function judgeAbove(effects: readonly SeedEffect[], { threshold = 0 } = {}): Judgement {
  const values = effects.map(({ effect }) => effect);
  const seeds = effects.map(({ seed }) => seed);
  const effect = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return { outcome: "notVisible", effect, seeds };
  const variance = values.reduce((sum, value) => sum + (value - effect) ** 2, 0) / (values.length - 1);
  const half = studentQuantile(values.length - 1) * Math.sqrt(variance / values.length);
  const interval = { low: effect - half, high: effect + half };
  const outcome = interval.low > threshold ? "holds" : interval.high < threshold ? "refuted" : "notVisible";
  return { outcome, effect, interval, seeds };
}
