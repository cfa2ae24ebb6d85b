import { endedText, runningText } from "./barText";
import type { Surface } from "./surface";

/** A line now and then, for a log: never written over, and none for short work. */
export function lineSurface(write: (line: string) => void): Surface {
  return {
    intervalMs: 5000,
    patient: true,
    draw(bars, now) {
      const running = bars.filter(({ ended }) => !ended).map((bar) => runningText(bar, now));
      write(running.join("  |  "));
    },
    close(bars, now, drawn) {
      if (drawn) for (const bar of bars) write(endedText(bar, now));
    },
  };
}
