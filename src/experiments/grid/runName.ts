import type { RunIdentity } from "../../ledger/row";

/** Names a run among others of its grid, by what varies between them: "temperature 0.1, seed 2". */
export function runName(run: RunIdentity<object>, grid: readonly RunIdentity<object>[]): string {
  const valuesOf = (setting: string): Set<unknown> =>
    new Set(grid.map(({ config }) => (config as Record<string, unknown>)[setting]));
  const varied = Object.entries(run.config).filter(([setting]) => valuesOf(setting).size > 1);
  return [...varied, ["seed", run.seed]].map(([name, value]) => `${name} ${value}`).join(", ");
}
