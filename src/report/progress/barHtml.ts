import type { Bar } from "./bar";
import { barParts, endedText, percent } from "./barText";

const grid =
  "display: grid; grid-template-columns: max-content max-content minmax(0, 1fr); column-gap: 0.8em; align-items: center";
const font =
  "font-family: var(--jp-code-font-family, monospace); font-size: var(--jp-code-font-size, 13px); line-height: 1.4";

/** The bars of a cell as a page draws them, one below the other. */
export function barsHtml(bars: readonly Bar[], now: number): string {
  const rows = bars.map((bar) => (bar.ended ? wide(endedText(bar, now)) : running(bar, now)));
  return `<div style="${grid}; ${font}">${rows.join("")}</div>`;
}

function running(bar: Bar, now: number): string {
  const label = `<span>${escape(bar.options.label)}</span>`;
  const parts = escape(barParts(bar, now).join(" · "));
  const { share } = bar;
  if (share === undefined) return `${label}<span></span><span>${parts}</span>`;
  const drawn = `<progress value="${share.toFixed(4)}" max="1" style="width: 10em"></progress>`;
  return `${label}${drawn}<span>${percent(share)} · ${parts}</span>`;
}

const wide = (text: string): string => `<span style="grid-column: 1 / -1">${escape(text)}</span>`;

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
