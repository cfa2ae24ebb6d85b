import { randomUUID } from "node:crypto";
import { displayHost } from "../../../report/displayHost";

/** What tslab's kernel offers to show things with. */
export interface Display {
  javascript(text: string): void;
  html(text: string): void;
  markdown(text: string): void;
  latex(text: string): void;
  svg(text: string): void;
  png(bytes: Uint8Array): void;
  jpeg(bytes: Uint8Array): void;
  gif(bytes: Uint8Array): void;
  pdf(bytes: Uint8Array): void;
  text(text: string): void;
  raw(contentType: string, data: string | Uint8Array): void;
}

/** Shows things in the output of the running cell. Cells that were written for tslab import it from `tslab`. */
export const display: Display = createTslabDisplay((type, data) => displayHost()?.publish({ [type]: data }));

/** A display of which each showing replaces the one before. */
export function newDisplay(): Display {
  const displayId = randomUUID();
  let update = false;
  return createTslabDisplay((type, data) => {
    displayHost()?.publish({ [type]: data }, { displayId, update });
    update = true;
  });
}

function createTslabDisplay(raw: Display["raw"]): Display {
  const as = (type: string) => (data: string | Uint8Array) => raw(type, data);
  return {
    javascript: as("text/javascript"),
    html: as("text/html"),
    markdown: as("text/markdown"),
    latex: as("text/latex"),
    svg: as("image/svg+xml"),
    png: as("image/png"),
    jpeg: as("image/jpeg"),
    gif: as("image/gif"),
    pdf: as("application/pdf"),
    text: as("text/plain"),
    raw,
  };
}
