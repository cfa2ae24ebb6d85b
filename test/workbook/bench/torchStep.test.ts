import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { places } from "../../../src/workbook/places";
import type { Step } from "../../../src/workbook/setup/step";
import { torchStep } from "../../../src/workbook/bench/torchStep";
import { type Scratch, withScratch } from "../../support/setup/scratch";

const peers = "checkout/src/workbook/bench/peers";
const pips = (scratch: Scratch): string[] =>
  readFileSync(scratch.at("arguments"), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.replaceAll(scratch.folder, ""));

/** A checkout whose python3 makes a venv with this script as its Python. */
function setting(scratch: Scratch, python: string): Step {
  scratch.write(`${peers}/requirements.txt`, "torch==1\ntorchvision==2\n");
  scratch.write(`${peers}/requirements-without-dependencies.txt`, "# why\nlightly==3\n");
  const inVenv = scratch.program("inVenv", python);
  scratch.program(
    "bin/python3",
    `if [ "$1" = -c ]; then echo 3.11 venv; exit; fi; mkdir -p "$3/bin" && cp ${inVenv} "$3/bin/python"`,
  );
  return torchStep(places(scratch.at("checkout"), {}), { PATH: `${scratch.at("bin")}:/usr/bin:/bin` });
}

describe("the step that installs PyTorch", () => {
  it(
    "installs the pinned versions once",
    withScratch(async (scratch) => {
      const step = setting(
        scratch,
        `echo "$@" >> ${scratch.at("arguments")}; echo "Downloading https://x/torch-1.whl (9 MB)"`,
      );
      assert.equal(
        step.check(),
        "installing torch==1, torchvision==2, lightly==3, several gigabytes, for the bench and the fixtures only",
      );
      const heard: string[] = [];
      await step.run((line) => heard.push(line));
      assert.equal(step.check(), undefined);
      const quiet = "-m pip install --disable-pip-version-check --progress-bar off";
      assert.deepEqual(pips(scratch), [
        `${quiet} -r /${peers}/requirements.txt`,
        `${quiet} --no-deps -r /${peers}/requirements-without-dependencies.txt`,
        "-c import torch, torchvision, lightly.loss, sklearn, skimage",
      ]);
      assert.equal(heard[0], "torch-1.whl");
    }),
  );

  it(
    "brings what is there up to the pins when they change, without making it anew",
    withScratch(async (scratch) => {
      const step = setting(scratch, `[ ! -e ${scratch.at("broken")} ] && echo "$@" >> ${scratch.at("arguments")}`);
      await step.run(() => undefined);
      const kept = scratch.write("checkout/.contrastbook/bench/venv/kept", "");
      scratch.write(`${peers}/requirements-without-dependencies.txt`, "lightly==4\n");
      assert.equal(step.check(), "the pinned versions are now torch==1, torchvision==2, lightly==4");
      await step.run(() => undefined);
      assert.equal(step.check(), undefined);
      assert.equal(pips(scratch).length, 6);
      assert.ok(existsSync(kept));
      // After an upgrade that failed nobody knows what is whole.
      scratch.write(`${peers}/requirements.txt`, "torch==2\n");
      scratch.write("broken", "");
      await assert.rejects(async () => step.run(() => undefined));
      assert.match(step.check() ?? "", /^installing torch==2/);
      rmSync(scratch.at("broken"));
      await step.run(() => undefined);
      assert.ok(!existsSync(kept));
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
