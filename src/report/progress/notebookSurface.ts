import { randomUUID } from "node:crypto";
import type { DisplayHost, MimeBundle } from "../displayHost";
import { barsHtml } from "./barHtml";
import { endedText, runningText } from "./barText";
import type { Surface } from "./surface";

/** One display of a cell, drawn by the page while work goes on, plain text at the end: that is what is saved and exported. */
export function notebookSurface(host: DisplayHost): Surface {
  const displayId = randomUUID();
  let shown = false;
  const publish = (bundle: MimeBundle): void => {
    host.publish(bundle, { displayId, update: shown });
    shown = true;
  };
  return {
    intervalMs: 200,
    patient: false,
    draw(bars, now) {
      const lines = bars.map((bar) => (bar.ended ? endedText(bar, now) : runningText(bar, now)));
      publish({ "text/html": barsHtml(bars, now), "text/plain": lines.join("\n") });
    },
    close: (bars, now) => publish({ "text/plain": bars.map((bar) => endedText(bar, now)).join("\n") }),
  };
}
