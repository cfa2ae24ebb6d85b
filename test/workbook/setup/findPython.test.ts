import assert from "node:assert/strict";
import { InstallError } from "../../../src/engine/install/installError";
import { findPython } from "../../../src/workbook/setup/findPython";
import { withScratch } from "../../support/setup/scratch";

const search = (folder: string): { PATH: string } => ({ PATH: folder });
const refusal = (reason: RegExp, remedy: RegExp) => (error: unknown) => {
  assert.ok(error instanceof InstallError);
  assert.match(error.reason, reason);
  assert.match(error.remedy, remedy);
  return true;
};

describe("findPython", () => {
  it(
    "says that there is none",
    withScratch(async (scratch) => {
      const none = refusal(/^there is no python3 on the search path$/, /apt-get install python3 python3-venv/);
      await assert.rejects(findPython(search(scratch.folder)), none);
    }),
  );

  it(
    "names the one that is too old",
    withScratch(async (scratch) => {
      const old = scratch.program("python3", "echo 3.9 venv");
      const tooOld = refusal(
        new RegExp(`^Python 3\\.10 or newer is needed: ${old} is 3\\.9$`),
        /Install Python 3\.10 or newer/,
      );
      await assert.rejects(findPython(search(scratch.folder)), tooOld);
    }),
  );

  it(
    "names the one without the module venv, as Debian ships it",
    withScratch(async (scratch) => {
      const bare = scratch.program("python3", "echo 3.11");
      await assert.rejects(
        findPython(search(scratch.folder)),
        refusal(new RegExp(`^${bare} has no module venv$`), /`apt-get install python3-venv`/),
      );
    }),
  );

  it(
    "goes on to a newer one under its own name",
    withScratch(async (scratch) => {
      scratch.program("python3", "echo 3.9 venv");
      scratch.program("python3.14", "echo 'pyenv: not installed' >&2; exit 127");
      const command = scratch.program("python3.12", "echo 3.12 venv");
      assert.deepEqual(await findPython(search(scratch.folder)), { command, version: "3.12" });
    }),
  );

  it(
    "takes the one that CONTRASTBOOK_PYTHON names, and no other",
    withScratch(async (scratch) => {
      scratch.program("python3", "echo 3.11 venv");
      const named = scratch.program("mine/python", "echo 3.13 venv");
      const env = search(scratch.folder);
      assert.deepEqual(await findPython({ ...env, CONTRASTBOOK_PYTHON: named }), { command: named, version: "3.13" });
      await assert.rejects(findPython({ ...env, CONTRASTBOOK_PYTHON: "/none" }), /there is no python3/);
    }),
  );

  it("finds this machine's own", async () => {
    assert.match((await findPython()).version, /^3\.\d\d$/);
  });
});
