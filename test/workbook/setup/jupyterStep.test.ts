import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { type Places, places } from "../../../src/workbook/places";
import { jupyterStep } from "../../../src/workbook/setup/jupyterStep";
import type { Step } from "../../../src/workbook/setup/step";
import { installingMark } from "../../../src/workbook/setup/venvStep";
import { type Scratch, withScratch } from "../../support/setup/scratch";

const silent = (): void => undefined;

/** A checkout with a finished venv whose pip is this script. */
function setting(scratch: Scratch, pip: string, version = "3.11"): { here: Places; step: Step } {
  scratch.write("checkout/src/workbook/python/requirements.txt", "jupyterlab==1");
  scratch.write("checkout/src/workbook/python/constraints.txt", "tornado==1");
  scratch.write("checkout/src/workbook/python/papermill/pyproject.toml", "[project]");
  scratch.write("checkout/.venv/.contrastbook-venv", version);
  scratch.program("checkout/.venv/bin/python", pip);
  const here = places(scratch.at("checkout"), {});
  return { here, step: jupyterStep(here) };
}

describe("the step that installs JupyterLab", () => {
  it(
    "installs the pinned versions once, and again when the pins change",
    withScratch(async (scratch) => {
      const { step } = setting(scratch, `echo "$@" > ${scratch.at("arguments")}`);
      assert.equal(step.check(), "installing JupyterLab into .venv");
      await step.run(silent);
      assert.equal(step.check(), undefined);
      assert.match(
        readFileSync(scratch.at("arguments"), "utf8"),
        /-m pip install .* -r \S+requirements\.txt -c \S+constraints\.txt \S+python\/papermill$/m,
      );
      scratch.write("checkout/src/workbook/python/constraints.txt", "tornado==2");
      assert.equal(step.check(), "the pinned versions have changed");
      await step.run(silent);
      scratch.write("checkout/src/workbook/python/papermill/translator.py", "# better");
      assert.equal(step.check(), "the pinned versions have changed");
    }),
  );

  it(
    "leaves the transitive pins out on Python 3.10, which some of them do not run on",
    withScratch(async (scratch) => {
      const { step } = setting(scratch, `echo "$@" > ${scratch.at("arguments")}`, "3.10");
      await step.run(silent);
      assert.doesNotMatch(readFileSync(scratch.at("arguments"), "utf8"), /constraints/);
    }),
  );

  it(
    "marks the venv while pip writes into it, and no longer when pip has failed in order",
    withScratch(async (scratch) => {
      const mark = installingMark(scratch.at("checkout/.venv"));
      const offline = "echo 'ERROR: No matching distribution found for jupyterlab==1' >&2; exit 1";
      const { step } = setting(scratch, `test -e ${mark} && echo > ${scratch.at("seen")}; ${offline}`);
      await assert.rejects(async () => step.run(silent), /the package registry could not be reached/);
      assert.ok(existsSync(scratch.at("seen")));
      assert.ok(!existsSync(mark));
      assert.equal(step.check(), "installing JupyterLab into .venv");
      rmSync(scratch.at("seen"));
    }),
  );
});
