/** The kernel's package cannot be built from what is there. */
export class PackageError extends Error {
  override readonly name = "PackageError";
}
