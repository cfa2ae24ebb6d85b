import assert from "node:assert/strict";
import { chooseExperiments } from "../../../src/workbook/experiments/chooseExperiments";
import { ExperimentError } from "../../../src/workbook/experiments/experimentError";

const experiments = ["simclr/framework", "simclr/temperature", "simclrv2/framework", "mine/gaussian"].map((id) => ({
  id,
}));
const chosen = (...names: string[]): string[] => chooseExperiments(experiments, names).map(({ id }) => id);

describe("chooseExperiments", () => {
  it("takes an id, all of a paper, or all", () => {
    assert.deepEqual(chosen("mine/gaussian"), ["mine/gaussian"]);
    assert.deepEqual(chosen("simclr"), ["simclr/framework", "simclr/temperature"]);
    assert.deepEqual(chosen("simclr/"), chosen("simclr"));
    assert.equal(chosen("all").length, 4);
  });

  it("gives each once, in the order of the registry", () => {
    assert.deepEqual(chosen("mine/gaussian", "simclr", "simclr/temperature"), [
      "simclr/framework",
      "simclr/temperature",
      "mine/gaussian",
    ]);
  });

  it("names those that there are when one is wrong, even beside a right one", () => {
    for (const wrong of ["simclr/frame", "framework", ""])
      assert.throws(
        () => chosen("simclr", wrong),
        new ExperimentError(
          `"${wrong}" is not an experiment; there are simclr/framework, simclr/temperature, simclrv2/framework, mine/gaussian`,
        ),
      );
  });
});
