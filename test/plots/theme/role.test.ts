import assert from "node:assert/strict";
import { painted, role } from "../../../src/plots/theme/role";
import { themeColours } from "../../../src/plots/theme/themeColours";

describe("a colour by its role", () => {
  it("is painted by the theme wherever it stands, and other texts stay", () => {
    const { ink, series } = themeColours.dark;
    assert.deepEqual(painted({ a: [role.ink, "theme of the day", null, 1], b: { c: role.series(1) } }, "dark"), {
      a: [ink, "theme of the day", null, 1],
      b: { c: series[1] },
    });
  });

  it("comes round after the last of its list, and may be see-through", () => {
    const { series, classes } = themeColours.light;
    assert.equal(painted(role.series(series.length + 2), "light"), series[2]);
    assert.equal(painted(role.class(classes.length), "light"), classes[0]);
    assert.equal(painted(role.series(1, 0.25), "light"), "rgba(213,94,0,0.25)");
  });
});
