import type { Schedule } from "../../optimizers/schedules";

/** Share of the steps at the full rate: while it lasts, a value that no longer rises is as good as it gets at that rate. */
export const stableShare = 3 / 4;

/** The same rate for three quarters of the steps, and half a cosine down to 0 for the last. */
export function stableThenCosine({ base, totalSteps }: { base: number; totalSteps: number }): Schedule {
  const stable = stableShare * totalSteps;
  return (step) =>
    step < stable ? base : (base * (1 + Math.cos((Math.PI * (step - stable)) / (totalSteps - stable)))) / 2;
}
