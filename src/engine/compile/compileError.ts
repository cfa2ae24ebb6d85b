/** A step does something that cannot be recorded as a TensorFlow function; the message says where, and what to do instead. */
export class CompileError extends Error {
  override name = "CompileError";
}
