/** Frames from the network that are not a message of this kernel; the message says what is wrong with them. */
export class WireError extends Error {
  override readonly name = "WireError";
}
