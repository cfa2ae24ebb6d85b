/** A part of the engine's installation failed: what stopped it, and what the reader can do about it. */
export class InstallError extends Error {
  override readonly name = "InstallError";

  constructor(
    readonly reason: string,
    readonly remedy: string,
  ) {
    super(`${reason}. ${remedy}`);
  }
}
