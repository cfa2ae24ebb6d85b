import { createCanvas, type Canvas } from "@napi-rs/canvas";
import { JSDOM, VirtualConsole } from "jsdom";
import { readFileSync } from "node:fs";
import type { Box } from "./box";
import { localBox, pageBox } from "./boundingBox";
import { lengthOf, pathPoints, pointAt } from "./pathPoints";
import { type LiveSvgElement, splitText } from "./splitText";
import type { SvgElement } from "./svgElement";
import { textWidth } from "./textRuns";

/** Draws a figure as SVG text that a plain SVG renderer understands. */
export type DrawSvg = (figure: object, size: { width: number; height: number }) => Promise<string>;

interface PlotlyWindow {
  Plotly: { toImage(figure: object, options: object): Promise<string> };
  DOMParser: new () => { parseFromString(text: string, type: string): { documentElement: LiveSvgElement } };
  XMLSerializer: new () => { serializeToString(element: LiveSvgElement): string };
}

/**
 * Opens plotly.js on a page without a screen: jsdom, and the measuring and drawing that jsdom leaves out.
 *
 * @cost about a second.
 */
export function openPlotly(): DrawSvg {
  const { window } = new JSDOM("<!doctype html><body></body>", {
    runScripts: "outside-only",
    virtualConsole: new VirtualConsole(),
  });
  const prototypes = window as unknown as Record<string, { prototype: object }>;
  Object.assign(prototypes.SVGElement.prototype, measuring);
  Object.assign(prototypes.HTMLCanvasElement.prototype, drawing);
  Object.assign(window.URL as object, { createObjectURL: () => "" });
  window.eval(readFileSync(require.resolve("plotly.js"), "utf8"));
  const { Plotly, DOMParser, XMLSerializer } = window as unknown as PlotlyWindow;
  return async (figure, size) => {
    const svg = await Plotly.toImage(figure, { ...size, format: "svg", imageDataOnly: true });
    if (!svg.includes("<tspan")) return svg;
    const { documentElement } = new DOMParser().parseFromString(svg, "image/svg+xml");
    splitText(documentElement);
    return new XMLSerializer().serializeToString(documentElement);
  };
}

const measuring = {
  getBBox(this: SvgElement) {
    return rect(localBox(this));
  },
  getBoundingClientRect(this: SvgElement) {
    return rect(pageBox(this));
  },
  getComputedTextLength(this: SvgElement) {
    return textWidth(this);
  },
  getTotalLength(this: SvgElement) {
    return lengthOf(pathPoints(this.getAttribute("d") ?? ""));
  },
  getPointAtLength(this: SvgElement, distance: number) {
    return pointAt(pathPoints(this.getAttribute("d") ?? ""), distance);
  },
};

function rect(box: Box | null) {
  const { left, top, right, bottom } = box ?? { left: 0, top: 0, right: 0, bottom: 0 };
  return { left, top, right, bottom, x: left, y: top, width: right - left, height: bottom - top };
}

/** Heat maps and images are painted on a canvas first; plotly then embeds its picture in the SVG. */
const painted = new WeakMap<object, Canvas>();
const drawing = {
  getContext(this: { width: number; height: number }, kind: string) {
    if (kind !== "2d") return null;
    const canvas = createCanvas(this.width, this.height);
    painted.set(this, canvas);
    return canvas.getContext("2d");
  },
  toDataURL(this: object): string {
    return painted.get(this)?.toDataURL("image/png") ?? "data:,";
  },
};
