import { availableParallelism } from "node:os";
import type { Places } from "../places";
import type { Outcome } from "./judge";
import { mutants } from "./list";
import { type Mutant, nameOf, testOf } from "./mutant";
import { UsageError } from "../usageError";
import { runMutants } from "./runMutants";

export interface MutantsOptions {
  /** Only print what there is. */
  list?: boolean;
  jobs?: number;
}

/**
 * The mutants whose name contains one of these; all for none.
 * @throws UsageError `mutants: no name contains "ntxent"; see --list`
 */
export function chooseMutants(names: readonly string[]): Mutant[] {
  for (const name of names)
    if (!mutants.some((mutant) => nameOf(mutant).includes(name)))
      throw new UsageError(`mutants: no name contains "${name}"; see --list`);
  return mutants.filter((mutant) => names.length === 0 || names.some((name) => nameOf(mutant).includes(name)));
}

/** Lists these mutants, or runs them and prints a Markdown table; the exit status is 1 unless each was killed. */
export async function mutantsCommand(
  { root }: Pick<Places, "root">,
  chosen: readonly Mutant[],
  { list, jobs = Math.min(2, availableParallelism()) }: MutantsOptions,
): Promise<number> {
  if (list) {
    console.log(chosen.map(nameOf).join("\n"));
    return 0;
  }
  const start = performance.now();
  let done = 0;
  const report = (outcome: Outcome): void => {
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    console.error(`… ${++done} of ${chosen.length} (${seconds} s): ${nameOf(outcome.mutant)}: ${inWords(outcome)}`);
  };
  const outcomes = await runMutants(chosen, { root, jobs: Math.min(jobs, chosen.length), report });
  const rows = outcomes.map((outcome) => {
    const { fault, file, killedBy } = outcome.mutant;
    return `| ${file} | ${fault} | ${testOf(outcome.mutant)}: ${killedBy} | ${inWords(outcome)} |`;
  });
  console.log(["| file | fault | test | outcome |", "| --- | --- | --- | --- |", ...rows].join("\n"));
  const killed = outcomes.filter(({ outcome }) => outcome === "killed").length;
  console.log(`\n${killed} of ${outcomes.length} mutants killed`);
  return killed === outcomes.length ? 0 : 1;
}

function inWords({ outcome, reason }: Outcome): string {
  return reason === undefined ? outcome : `${outcome.toUpperCase()}: ${reason}`;
}
