import { endedText, runningText } from "./barText";
import type { Surface } from "./surface";

export interface Terminal {
  write(text: string): void;
  /** Width in characters. */
  columns: number;
}

/** Lines of a terminal that are written over. */
export function terminalSurface(terminal: Terminal): Surface {
  let height = 0;
  const rewrite = (lines: string[]): void => {
    const up = height > 1 ? `\u001b[${height - 1}A` : "";
    // a line that wraps would take more rows than are gone back
    const cut = lines.map((line) => line.slice(0, width()));
    terminal.write(`${height > 0 ? `${up}\r\u001b[J` : ""}${cut.join("\n")}`);
    height = lines.length;
  };
  const width = (): number => Math.max(20, terminal.columns - 1);
  return {
    intervalMs: 200,
    patient: false,
    draw: (bars, now) => rewrite(bars.map((bar) => (bar.ended ? endedText(bar, now) : runningText(bar, now, width())))),
    clear: () => rewrite([]),
    close(bars, now) {
      rewrite(bars.map((bar) => endedText(bar, now)));
      terminal.write("\n");
      height = 0;
    },
  };
}
