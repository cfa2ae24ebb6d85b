import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { inTemporaryFolder } from "../../engine/install/temporaryFolder";
import { inTurns } from "../inTurns";
import { judge, type Outcome, testsOf } from "./judge";
import { type Mutant, sourceOf, testOf } from "./mutant";
import { MutantError } from "./mutantError";
import { mutate, transpile } from "./mutate";
import { runTests } from "./runTests";
import { Shadow } from "./shadow";

export interface RunMutantsOptions {
  /** Of the checkout, which must be built. */
  root: string;
  /** Mutants at a time. */
  jobs: number;
  /** Told of each outcome as it comes. */
  report: (outcome: Outcome) => void;
}

/** Minutes that tests may take which do not ask for more. */
const patience = 3;

/**
 * Runs for every mutant the test that must kill it, in a copy of the build that has the fault; before that all of these tests without
 * any fault. The checkout itself is not touched.
 */
export async function runMutants(
  mutants: readonly Mutant[],
  { root, jobs, report }: RunMutantsOptions,
): Promise<Outcome[]> {
  return inTemporaryFolder(path.join(root, ".contrastbook", "mutants"), async (folder) => {
    const shadows = Array.from({ length: jobs }, (_, n) => {
      const copy = path.join(folder, String(n));
      mkdirSync(copy);
      return Shadow.of(root, copy);
    });
    const sentences = mutants.map(({ killedBy }) => killedBy);
    // All of these tests in one process: those that ask for more time each, and the others together.
    const together = sumOf(new Map(mutants.map((mutant) => [testOf(mutant), mutant.minutes ?? 0])).values());
    const healthy = await runTests(shadows[0].root, mutants.map(testOf), sentences, patience + together);
    const run = async (mutant: Mutant): Promise<Outcome> => {
      const before = testsOf(mutant, healthy);
      if (before.length === 0 || before.some(({ failure }) => failure))
        return { mutant, outcome: "invalid", reason: "its test does not pass without the fault" };
      const shadow = shadows.pop() as Shadow;
      try {
        const text = transpile(mutate(readFileSync(path.join(root, sourceOf(mutant)), "utf8"), mutant), mutant);
        const built = path.join("dist", sourceOf(mutant).replace(/ts$/, "js"));
        return await shadow.with(built, text, async () =>
          judge(mutant, await runTests(shadow.root, [testOf(mutant)], [mutant.killedBy], mutant.minutes ?? patience)),
        );
      } catch (error) {
        if (!(error instanceof MutantError)) throw error;
        return { mutant, outcome: "invalid", reason: error.message };
      } finally {
        shadows.push(shadow);
      }
    };
    return inTurns(mutants, jobs, async (mutant) => {
      const outcome = await run(mutant);
      report(outcome);
      return outcome;
    });
  });
}

function sumOf(numbers: Iterable<number>): number {
  return [...numbers].reduce((sum, number) => sum + number, 0);
}
