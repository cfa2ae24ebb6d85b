import assert from "node:assert/strict";
import { themeColours } from "../../../src/plots/theme/themeColours";
import { contrast, difference, visions } from "./colourVision";

/** Closest pair of the colours in any kind of vision. */
function closest(colours: readonly string[]) {
  let found = { distance: Infinity, pair: "" };
  for (const [name, vision] of Object.entries(visions)) {
    for (const [i, a] of colours.entries()) {
      for (const b of colours.slice(i + 1)) {
        const distance = difference(a, b, vision);
        if (distance < found.distance) found = { distance, pair: `${a} and ${b}, ${name}` };
      }
    }
  }
  return found;
}

describe("the simulation of colour vision", () => {
  it("measures by CIEDE2000, as another program does", () => {
    // a Python program of the formula, which gives 2.0425 for the first of Sharma's test pairs
    assert.ok(Math.abs(difference("#FF0000", "#0000FF", visions.normal) - 52.88136803) < 1e-6);
    assert.equal(difference("#336699", "#336699", visions.tritanopia), 0);
  });

  it("makes red and green of one lightness much alike to deuteranopes, and not to others", () => {
    const [red, green] = ["#C0504D", "#7F7F00"];
    assert.ok(difference(red, green, visions.deuteranopia) < 0.5 * difference(red, green, visions.normal));
  });
});

for (const [theme, colours] of Object.entries(themeColours)) {
  describe(`the colours of the ${theme} theme`, () => {
    it("of lines and bars stay apart in every kind of colour vision", () => {
      const { distance, pair } = closest(colours.series);
      assert.ok(distance > 10, `${pair}: ${distance.toFixed(1)}`);
    });

    it("of classes stay apart in every kind of colour vision", () => {
      const { distance, pair } = closest(colours.classes);
      assert.ok(distance > 11, `${pair}: ${distance.toFixed(1)}`);
    });

    it("of the first four lines stand out from the page by 3 to 1, text by 7 to 1, reference lines by 4 to 1", () => {
      const { page, ink, faint, series } = colours;
      for (const colour of series.slice(0, 4)) assert.ok(contrast(colour, page) >= 3, colour);
      assert.ok(contrast(ink, page) >= 7 && contrast(faint, page) >= 4);
    });

    it("of heat maps grow steadily apart from their low end, in every kind of colour vision", () => {
      const { low, middle, high } = colours.heat;
      for (const vision of Object.values(visions)) {
        assert.ok(difference(low, middle, vision) > 15 && difference(middle, high, vision) > 15);
        assert.ok(difference(low, high, vision) > difference(low, middle, vision));
      }
    });
  });
}
