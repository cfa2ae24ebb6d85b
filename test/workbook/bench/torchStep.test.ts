import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { places } from "../../../src/workbook/places";
import type { Step } from "../../../src/workbook/setup/step";
import { torchStep } from "../../../src/workbook/bench/torchStep";
import { type Scratch, withScratch } from "../../support/setup/scratch";

/** A checkout whose python3 makes a venv with this script as its Python. */
function setting(scratch: Scratch, python: string): Step {
  scratch.write("checkout/src/workbook/bench/peers/requirements.txt", "torch==1\ntorchvision==2\n");
  const inVenv = scratch.program("inVenv", python);
  scratch.program(
    "bin/python3",
    `if [ "$1" = -c ]; then echo 3.11 venv; exit; fi; mkdir -p "$3/bin" && cp ${inVenv} "$3/bin/python"`,
  );
  return torchStep(places(scratch.at("checkout"), {}), { PATH: `${scratch.at("bin")}:/usr/bin:/bin` });
}

describe("the step that installs PyTorch", () => {
  it(
    "installs the pinned versions once, and again when the pins change",
    withScratch(async (scratch) => {
      const step = setting(
        scratch,
        `echo "$@" >> ${scratch.at("arguments")}; echo "Downloading https://x/torch-1.whl (9 MB)"`,
      );
      assert.equal(step.check(), "installing torch==1, torchvision==2, several gigabytes, for the bench only");
      const heard: string[] = [];
      await step.run((line) => heard.push(line));
      assert.equal(step.check(), undefined);
      assert.match(
        readFileSync(scratch.at("arguments"), "utf8"),
        /-m pip install .* -r \S+requirements\.txt\n-c import torch/,
      );
      assert.equal(heard[0], "torch-1.whl");
      scratch.write("checkout/src/workbook/bench/peers/requirements.txt", "torch==2");
      assert.equal(step.check(), "the pinned versions are now torch==2");
    }),
  );

  it(
    "says what is missing when it fails, and is not done then",
    withScratch(async (scratch) => {
      const step = setting(scratch, "echo 'ERROR: No matching distribution found for torch==1' >&2; exit 1");
      await assert.rejects(
        async () => step.run(() => undefined),
        /the package registry could not be reached \(ERROR: No matching distribution found for torch==1\)/,
      );
      assert.match(step.check() ?? "", /^installing torch==1/);
    }),
  );
});
