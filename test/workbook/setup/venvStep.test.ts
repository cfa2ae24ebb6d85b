import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { places } from "../../../src/workbook/places";
import { installingMark, venvStep } from "../../../src/workbook/setup/venvStep";
import { type Scratch, withScratch } from "../../support/setup/scratch";

const make = 'mkdir -p "$3/bin" && echo > "$3/bin/python" && echo made >> "$3/made"';

/** A checkout whose python3 answers the probe, and makes a venv with this script. */
function setting(scratch: Scratch, script = make) {
  scratch.program("bin/python3", `if [ "$1" = -c ]; then echo 3.11 venv; exit; fi; ${script}`);
  const here = places(scratch.at("checkout"), {});
  return { here, step: venvStep(here, { PATH: `${scratch.at("bin")}:/usr/bin:/bin` }) };
}

const silent = (): void => undefined;

describe("the step that makes .venv", () => {
  it(
    "makes it once",
    withScratch(async (scratch) => {
      const { step } = setting(scratch);
      assert.equal(step.check(), "making .venv");
      await step.run(silent);
      assert.equal(step.check(), undefined);
    }),
  );

  it(
    "notices a half-made one and makes it anew",
    withScratch(async (scratch) => {
      const broken = setting(scratch, `${make}; kill -9 $$`);
      await assert.rejects(async () => broken.step.run(silent), /was ended by SIGKILL/);
      assert.equal(broken.step.check(), "making .venv anew: the one that is there was not finished");
      const { here, step } = setting(scratch);
      await step.run(silent);
      assert.equal(step.check(), undefined);
      assert.equal(readFileSync(`${here.venv}/made`, "utf8"), "made\n");
    }),
  );

  it(
    "makes it anew after an installation into it was killed, and when its Python is gone",
    withScratch(async (scratch) => {
      const { here, step } = setting(scratch);
      await step.run(silent);
      writeFileSync(installingMark(here.venv), "");
      assert.equal(step.check(), "making .venv anew: an installation into it was interrupted");
      await step.run(silent);
      assert.ok(!existsSync(installingMark(here.venv)));
      rmSync(here.python);
      assert.equal(step.check(), "making .venv anew: its Python has left the machine");
    }),
  );

  it(
    "tells why Python could not",
    withScratch(async (scratch) => {
      const { step } = setting(scratch, "echo 'Error: ensurepip is not available' >&2; exit 1");
      await assert.rejects(async () => step.run(silent), /ensurepip is not available[^]*apt-get install python3-venv/);
    }),
  );
});
