/** A kernelspec that cannot be installed or removed; the message says what to do. */
export class KernelSpecError extends Error {
  override readonly name = "KernelSpecError";
}
