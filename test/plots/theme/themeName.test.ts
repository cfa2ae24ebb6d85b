import assert from "node:assert/strict";
import { figure } from "../../../src/plots/figure";
import { PlotError } from "../../../src/plots/plotError";
import { currentTheme, setTheme, type ThemeName } from "../../../src/plots/theme/themeName";

describe("the theme of figures", () => {
  afterEach(() => setTheme(undefined));

  it("is what setTheme chose, else CONTRASTBOOK_THEME, else light", () => {
    assert.deepEqual([currentTheme({}), currentTheme({ CONTRASTBOOK_THEME: "dark" })], ["light", "dark"]);
    setTheme("light");
    assert.equal(currentTheme({ CONTRASTBOOK_THEME: "dark" }), "light");
  });

  it("holds for the figures made from then on", () => {
    const before = figure([]);
    setTheme("dark");
    const page = ({ layout }: typeof before) => (layout.template as { layout: { paper_bgcolor: string } }).layout;
    assert.deepEqual(
      [page(before), page(figure([]))].map(({ paper_bgcolor }) => paper_bgcolor),
      ["#FFFFFF", "#111111"],
    );
  });

  it("refuses a theme that there is not, and says where it was given", () => {
    const refuses = (make: () => unknown, message: string) => assert.throws(make, new PlotError(message));
    refuses(() => setTheme("blue" as ThemeName), 'setTheme: the theme is "blue"; it must be light or dark');
    refuses(
      () => currentTheme({ CONTRASTBOOK_THEME: "night" }),
      'figure: CONTRASTBOOK_THEME is "night"; it must be light or dark',
    );
  });
});
