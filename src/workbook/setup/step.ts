/** One step of the set-up. It may be killed at any moment and done again: results appear in one rename, or are stamped last. */
export interface Step {
  name: string;
  /** Names of the steps whose results this one uses; steps that do not need each other run side by side. */
  needs: readonly string[];
  /** Why the step must run, or undefined when its result is there. Cheap: asked at every start. */
  check(): string | undefined;
  run(report: (message: string) => void): Promise<void> | void;
  /** What to do when the step fails in a way it does not know itself. */
  remedy: string;
}
