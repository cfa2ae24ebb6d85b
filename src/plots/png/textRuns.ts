import { type Font, measure } from "./fonts";
import { inherited, numberAttribute, type SvgElement } from "./svgElement";

/** A piece of text in one font: `x` is its left end, `y` its base line, in the user space of its `<text>`. */
export interface TextRun {
  text: string;
  x: number;
  y: number;
  font: Font;
  fill: string;
}

const textNode = 3;

/**
 * Lays out a `<text>` as plotly writes it: one line, or one `<tspan class="line">` a line, each with its own font
 * changes, sub- and superscripts (shifted by `dy`) inside.
 */
export function textRuns(text: SvgElement): TextRun[] {
  const lines = [...text.children].filter((child) => (child.getAttribute("class") ?? "").includes("line"));
  return (lines.length > 0 ? lines : [text]).flatMap((line) => lineRuns(line, text));
}

/** The advance width of an element's text. */
export function textWidth(element: SvgElement): number {
  return runsOf(element, 0, 0).width;
}

function lineRuns(line: SvgElement, text: SvgElement): TextRun[] {
  const x = numberAttribute(line, "x", numberAttribute(text, "x"));
  const y = numberAttribute(line, "y", numberAttribute(text, "y"));
  const { runs, width } = runsOf(line, x, y);
  const anchor = inherited(line, "text-anchor");
  const shift = anchor === "middle" ? width / 2 : anchor === "end" ? width : 0;
  return runs.map((run) => ({ ...run, x: run.x - shift }));
}

function runsOf(line: SvgElement, x: number, y: number): { runs: TextRun[]; width: number } {
  const runs: TextRun[] = [];
  let [right, base] = [x, y];
  const walk = (element: SvgElement): void => {
    const font = fontOf(element);
    base += shiftInEm(element) * font.size;
    for (const node of element.childNodes) {
      if (node.nodeType !== textNode) {
        walk(node);
        continue;
      }
      const text = node.textContent ?? "";
      runs.push({ text, x: right, y: base, font, fill: inherited(element, "fill") });
      right += measure(text, font).width;
    }
  };
  walk(line);
  return { runs, width: right - x };
}

function fontOf(element: SvgElement): Font {
  return {
    size: fontSize(element),
    weight: inherited(element, "font-weight"),
    style: inherited(element, "font-style"),
  };
}

/** In pixels; a percentage (plotly's sub- and superscripts) is of the parent's size. */
function fontSize(element: SvgElement): number {
  const value = element.style?.getPropertyValue("font-size") || element.getAttribute("font-size") || "";
  if (value.endsWith("px")) return parseFloat(value);
  const parent = element.parentNode;
  const around = parent?.getAttribute ? fontSize(parent) : 12;
  return value.endsWith("%") ? (parseFloat(value) / 100) * around : around;
}

function shiftInEm(element: SvgElement): number {
  const dy = element.getAttribute("dy");
  return dy?.endsWith("em") ? parseFloat(dy) : 0;
}
