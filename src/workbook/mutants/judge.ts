import { type Mutant, testOf } from "./mutant";
import type { Tested } from "./runTests";

/** What became of a mutant. Only "killed" is good. */
export interface Outcome {
  mutant: Mutant;
  outcome: "killed" | "survived" | "invalid";
  /** Why it is not killed. */
  reason?: string;
}

/** Errors of a program that is broken rather than wrong: they say nothing about a test. */
const broken = /^(SyntaxError|ReferenceError|TypeError)\b/;

/** What the tests say that ran with the fault: the one that the mutant names must have failed, by what it asserts. */
export function judge(mutant: Mutant, tested: readonly Tested[]): Outcome {
  const invalid = (reason: string): Outcome => ({ mutant, outcome: "invalid", reason });
  const named = testsOf(mutant, tested);
  if (named.length === 0) return invalid("its test did not run to an end");
  const failures = named.flatMap(({ failure }) => failure ?? []);
  if (failures.length === 0) return { mutant, outcome: "survived", reason: "its test passes" };
  const fault = failures.find((failure) => broken.test(failure));
  return fault === undefined ? { mutant, outcome: "killed" } : invalid(fault.split("\n")[0]);
}

/** Those of the tests that a mutant names: one, or several when its sentence is in a loop. */
export function testsOf(mutant: Mutant, tested: readonly Tested[]): Tested[] {
  return tested.filter(({ file, title }) => file === testOf(mutant) && title === mutant.killedBy);
}
