import type { Bar } from "./bar";

/** Where the bars of a board are drawn. */
export interface Surface {
  /** Shortest time between two drawings. */
  readonly intervalMs: number;
  /** Whether the first drawing waits for this time too, so that short work shows nothing. */
  readonly patient: boolean;
  draw(bars: readonly Bar[], now: number): void;
  /** Takes away what is drawn, where that stands in the way of other lines. */
  clear?(): void;
  /** The last drawing, which stays. `drawn`: whether it is not the first. */
  close(bars: readonly Bar[], now: number, drawn: boolean): void;
}
