import { InstallError } from "../../engine/install/installError";
import { SetupError } from "./setupError";
import type { Step } from "./step";

export interface RunStepsOptions {
  /** Where progress lines go; default the console. */
  print?: (line: string) => void;
  /** How often a long step says that it still works. */
  pulseMs?: number;
}

/** A step that did not run because one it needs failed. */
class Skipped extends Error {}

/**
 * Runs what is missing of these steps, each as soon as the steps it needs are done.
 * @throws {SetupError} for the first step that failed, after the others that were under way have ended
 */
export async function runSteps(steps: readonly Step[], options: RunStepsOptions = {}): Promise<void> {
  const { print = console.log, pulseMs = 10_000 } = options;
  const running = new Map<string, Promise<void>>();
  for (const step of steps) {
    const needed = step.needs.map((name) => {
      const found = running.get(name);
      if (!found) throw new Error(`step "${step.name}" needs "${name}", which is not listed before it`);
      return found;
    });
    running.set(
      step.name,
      after(needed, () => runStep(step, print, pulseMs)),
    );
  }
  const results = await Promise.allSettled(running.values());
  const errors = results.flatMap((result) => (result.status === "rejected" ? [result.reason as Error] : []));
  const failures = errors.filter((error) => !(error instanceof Skipped));
  for (const other of failures.slice(1)) print(other.message);
  if (failures[0]) throw failures[0];
}

async function after(needed: readonly Promise<void>[], work: () => Promise<void>): Promise<void> {
  const results = await Promise.allSettled(needed);
  if (results.some(({ status }) => status === "rejected")) throw new Skipped();
  await work();
}

async function runStep(step: Step, print: (line: string) => void, pulseMs: number): Promise<void> {
  const start = Date.now();
  const seconds = (): string => `${((Date.now() - start) / 1000).toFixed(0)} s`;
  let pulse: NodeJS.Timeout | undefined;
  try {
    const reason = step.check();
    if (reason === undefined) return;
    print(`… ${step.name}: ${reason}`);
    pulse = setInterval(() => print(`… ${step.name}: still at it (${seconds()})`), pulseMs);
    await step.run((message) => print(`… ${step.name}: ${message} (${seconds()})`));
    print(`✓ ${step.name} (${seconds()})`);
  } catch (error) {
    throw toSetupError(step, error);
  } finally {
    clearInterval(pulse);
  }
}

function toSetupError(step: Step, error: unknown): SetupError {
  if (error instanceof SetupError) return error;
  if (error instanceof InstallError) return new SetupError(step.name, error.reason, error.remedy);
  return new SetupError(step.name, error instanceof Error ? error.message : String(error), step.remedy);
}
