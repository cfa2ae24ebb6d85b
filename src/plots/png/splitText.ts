import { measure } from "./fonts";
import type { SvgElement } from "./svgElement";
import { textRuns } from "./textRuns";

/** An element that can be rebuilt; see {@link SvgElement}. */
export interface LiveSvgElement extends SvgElement {
  readonly ownerDocument: { createElementNS(namespace: string, name: string): LiveSvgElement };
  readonly firstElementChild: LiveSvgElement | null;
  setAttribute(name: string, value: string): void;
  append(child: LiveSvgElement | string): void;
  replaceWith(element: LiveSvgElement): void;
  querySelectorAll(selector: string): Iterable<LiveSvgElement>;
}

const namespace = "http://www.w3.org/2000/svg";

/** Writes every `<text>` with `<tspan>`s as one plain `<text>` a run: Skia ignores `dy` and relative font sizes. */
export function splitText(svg: LiveSvgElement): void {
  for (const text of svg.querySelectorAll("text")) {
    if (text.firstElementChild) text.replaceWith(split(text));
  }
}

function split(text: LiveSvgElement): LiveSvgElement {
  const group = text.ownerDocument.createElementNS(namespace, "g");
  for (const name of ["transform", "style", "opacity"]) {
    const value = text.getAttribute(name);
    if (value) group.setAttribute(name, value);
  }
  for (const { text: characters, x, y, font, fill } of textRuns(text)) {
    const shown = characters.trimStart(); // Skia drops leading spaces, so the run starts after them
    const indent = measure(characters.slice(0, characters.length - shown.length), font).width;
    const run = text.ownerDocument.createElementNS(namespace, "text");
    run.setAttribute("x", String(x + indent));
    run.setAttribute("y", String(y));
    const weight = font.weight || "normal";
    const style = font.style || "normal";
    run.setAttribute(
      "style",
      `font-size: ${font.size}px; font-weight: ${weight}; font-style: ${style}; fill: ${fill || "black"}; text-anchor: start; white-space: pre;`,
    );
    run.append(shown);
    group.append(run);
  }
  return group;
}
