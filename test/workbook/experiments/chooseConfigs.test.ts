import assert from "node:assert/strict";
import { chooseConfigs } from "../../../src/workbook/experiments/chooseConfigs";
import { ExperimentError } from "../../../src/workbook/experiments/experimentError";

const configs = [0.1, 0.5].flatMap((temperature) =>
  [true, false].map((normalized) => ({ temperature, normalized, head: normalized ? "mlp" : "none" })),
);
const grid = { configs, seeds: [1] };
const experiment = {
  id: "x/y",
  profiles: { quick: { configs: [configs[0]], seeds: [1] }, standard: grid, paper: grid },
};

describe("chooseConfigs", () => {
  it("takes the whole grid of the profile when nothing is asked for", () => {
    assert.deepEqual(chooseConfigs(experiment, "standard"), configs);
    assert.deepEqual(chooseConfigs(experiment, "quick"), [configs[0]]);
  });

  it("keeps what has one of the values at every key, in the order of the grid", () => {
    assert.deepEqual(chooseConfigs(experiment, "standard", { temperature: ["0.5"] }), configs.slice(2));
    assert.deepEqual(chooseConfigs(experiment, "standard", { temperature: ["0.5", "0.1"] }), configs);
    assert.deepEqual(chooseConfigs(experiment, "standard", { temperature: ["0.5"], normalized: ["false"] }), [
      configs[3],
    ]);
    assert.deepEqual(chooseConfigs(experiment, "standard", { head: ["mlp"] }), [configs[0], configs[2]]);
  });

  it("compares numbers as numbers", () => {
    for (const text of ["0.50", "5e-1", ".5"])
      assert.deepEqual(chooseConfigs(experiment, "standard", { temperature: [text] }), configs.slice(2));
  });

  it("names the keys that there are when one is wrong, also one that every object has", () => {
    for (const key of ["tau", "constructor"])
      assert.throws(
        () => chooseConfigs(experiment, "standard", { [key]: ["1"] }),
        new ExperimentError(`x/y has no "${key}" to choose by; there are temperature, normalized, head`),
      );
  });

  it("names the values that there are when one is wrong, even beside a right one", () => {
    assert.throws(
      () => chooseConfigs(experiment, "standard", { temperature: ["0.1", "0.3"] }),
      new ExperimentError("no configuration of x/y at standard has temperature=0.3; there are 0.1, 0.5"),
    );
    assert.throws(
      () => chooseConfigs(experiment, "quick", { normalized: ["false"] }),
      new ExperimentError("no configuration of x/y at quick has normalized=false; there are true"),
    );
  });

  it("refuses values that no configuration has together", () => {
    assert.throws(
      () => chooseConfigs(experiment, "standard", { normalized: ["true"], head: ["none"] }),
      new ExperimentError("no configuration of x/y at standard has normalized=true and head=none at once"),
    );
  });
});
