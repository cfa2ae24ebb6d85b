/** A step of the set-up failed: which, why, and what the reader can do about it. */
export class SetupError extends Error {
  override readonly name = "SetupError";

  constructor(
    readonly step: string,
    readonly reason: string,
    readonly remedy: string,
  ) {
    super(`✗ ${step}: ${reason.replace(/\.$/, "")}.\n  ${remedy}.`);
  }
}
