/** What the renderer reads of a DOM element. The project compiles without TypeScript's DOM library on purpose. */
export interface SvgElement {
  readonly nodeType: number;
  readonly tagName: string;
  readonly textContent: string | null;
  readonly parentNode: SvgElement | null;
  readonly children: Iterable<SvgElement>;
  readonly childNodes: Iterable<SvgElement>;
  readonly style?: { getPropertyValue(name: string): string };
  getAttribute(name: string): string | null;
}

/** A number attribute, or `otherwise` when it is absent or not a number. */
export function numberAttribute(element: SvgElement, name: string, otherwise = 0): number {
  const value = parseFloat(element.getAttribute(name) ?? "");
  return Number.isFinite(value) ? value : otherwise;
}

/** A style property as SVG inherits it: the element's own, else its nearest ancestor's, else the empty string. */
export function inherited(element: SvgElement, name: string): string {
  for (let at: SvgElement | null = element; at?.getAttribute; at = at.parentNode) {
    const value = at.style?.getPropertyValue(name) || at.getAttribute(name);
    if (value) return value;
  }
  return "";
}
