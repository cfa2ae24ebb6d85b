import { type Box, mapped, union } from "./box";
import { parseTransform } from "./matrix";
import { pathPoints, type Point } from "./pathPoints";
import { numberAttribute, type SvgElement } from "./svgElement";
import { textBox } from "./textBox";

const invisible = new Set(["defs", "clippath", "style", "title", "desc"]);

/** What an element draws, in its own user space: the box before its `transform`, like SVG's getBBox. */
export function localBox(element: SvgElement): Box | null {
  const tag = element.tagName.toLowerCase();
  if (invisible.has(tag) || element.style?.getPropertyValue("display") === "none") return null;
  if (tag === "text") return textBox(element);
  if (tag === "path") return union(pathPoints(element.getAttribute("d") ?? "").map(pointBox));
  if (tag === "rect" || tag === "image") {
    const [left, top] = [numberAttribute(element, "x"), numberAttribute(element, "y")];
    return {
      left,
      top,
      right: left + numberAttribute(element, "width"),
      bottom: top + numberAttribute(element, "height"),
    };
  }
  return union([...element.children].map((child) => mapped(localBox(child), transformOf(child))));
}

/** The same box on the page: through the transforms of the element and of all that contain it. */
export function pageBox(element: SvgElement): Box | null {
  let box = localBox(element);
  for (let at: SvgElement | null = element; at?.getAttribute; at = at.parentNode) box = mapped(box, transformOf(at));
  return box;
}

function pointBox([x, y]: Point): Box {
  return { left: x, top: y, right: x, bottom: y };
}

function transformOf(element: SvgElement) {
  return parseTransform(element.getAttribute("transform"));
}
