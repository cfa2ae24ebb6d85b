/** Effects cannot be judged as they are; the message says by which judge, what was given and what is needed. */
export class StatisticsError extends Error {
  override readonly name = "StatisticsError";
}
