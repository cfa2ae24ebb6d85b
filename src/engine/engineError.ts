/** TensorFlow could not be opened, or not as asked; the message names the file, the cause and the remedy. */
export class EngineError extends Error {
  override name = "EngineError";
}
