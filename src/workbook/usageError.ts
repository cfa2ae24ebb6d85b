/** A command was asked for what there is not: exit status 2, as for an option that does not exist. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
}
