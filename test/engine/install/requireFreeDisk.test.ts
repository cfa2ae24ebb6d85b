import assert from "node:assert/strict";
import { InstallError } from "../../../src/engine/install/installError";
import { requireFreeDisk } from "../../../src/engine/install/requireFreeDisk";
import { withScratch } from "../../support/setup/scratch";

describe("requireFreeDisk", () => {
  it(
    "says how much there is, how much is needed and what to do",
    withScratch(({ folder }) => {
      assert.throws(
        () => requireFreeDisk(folder, 1400, () => 1399.9),
        (error: unknown) => {
          assert.ok(error instanceof InstallError);
          assert.equal(error.reason, `${folder} has 1399 MiB free, and 1400 MiB are needed`);
          assert.match(error.remedy, /CONTRASTBOOK_HOME/);
          return true;
        },
      );
    }),
  );

  it(
    "is content with exactly enough, and makes the folder",
    withScratch((scratch) => {
      requireFreeDisk(scratch.at("new", "home"), 1400, () => 1400);
    }),
  );

  it(
    "measures the real disk",
    withScratch(({ folder }) => {
      requireFreeDisk(folder, 1);
      assert.throws(() => requireFreeDisk(folder, 1e12), InstallError);
    }),
  );
});
