/** A random draw was asked for with a key, a shape or a parameter that it cannot have. */
export class RandomError extends Error {
  override name = "RandomError";
}
