/** The table of authorities cannot be made; the message says why. */
export class AuthorityError extends Error {
  override readonly name = "AuthorityError";
}
