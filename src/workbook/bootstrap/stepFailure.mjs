/** A step before the command line exists could not be done: which, why, and what to do. */
export class StepFailure extends Error {
  constructor(step, cause, remedy) {
    super(`✗ ${step}: ${cause.replace(/\.$/, "")}.\n  ${remedy}.`);
  }
}
