/** A document has no place for the scoreboard; the message says which one and what is missing. */
export class ScoreboardError extends Error {
  override readonly name = "ScoreboardError";
}
