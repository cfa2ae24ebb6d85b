import { type Box, union } from "./box";
import { measure } from "./fonts";
import type { SvgElement } from "./svgElement";
import { textRuns } from "./textRuns";

/** The box of a `<text>`: every run as high as its font. */
export function textBox(text: SvgElement): Box | null {
  return union(
    textRuns(text).map(({ text: characters, x, y, font }) => {
      const { width, ascent, descent } = measure(characters, font);
      return { left: x, top: y - ascent, right: x + width, bottom: y + descent };
    }),
  );
}
