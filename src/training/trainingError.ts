/** Training was asked for something it cannot do, or went wrong; the message says who, what was given and what is needed. */
export class TrainingError extends Error {
  override readonly name = "TrainingError";
}
