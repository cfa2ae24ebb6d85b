import assert from "node:assert/strict";
import { chosenProfile } from "../../src/experiments/chosenProfile";

describe("chosenProfile", () => {
  it("is quick unless the environment says otherwise", () => {
    assert.equal(chosenProfile({}), "quick");
    assert.equal(chosenProfile({ CONTRASTBOOK_PROFILE: "standard" }), "standard");
  });

  it("refuses a profile that there is not", () => {
    assert.throws(
      () => chosenProfile({ CONTRASTBOOK_PROFILE: "big" }),
      new RangeError('CONTRASTBOOK_PROFILE is "big"; it must be quick, standard or paper'),
    );
  });
});
