import assert from "node:assert/strict";
import { ChromiumMissingError, findChromium, requireChromium } from "../../../src/workbook/testing/chromium";
import { withScratch } from "../../support/setup/scratch";

describe("the browser of the browser tests", () => {
  it(
    "is the one the environment names, else one on the search path",
    withScratch((scratch) => {
      const found = scratch.program("bin/chromium-browser", "");
      const named = scratch.program("mine/chrome", "");
      assert.equal(findChromium({ PATH: scratch.at("bin") }), found);
      assert.equal(findChromium({ PATH: scratch.at("bin"), CONTRASTBOOK_CHROMIUM: named }), named);
    }),
  );

  it(
    "is missed with the remedy",
    withScratch((scratch) => {
      assert.throws(
        () => requireChromium({ PATH: scratch.folder }),
        (error: unknown) => {
          assert.ok(error instanceof ChromiumMissingError);
          assert.match(
            error.message,
            /no Chromium .*`apt-get install --no-install-recommends chromium` as root, .*CONTRASTBOOK_CHROMIUM$/,
          );
          return true;
        },
      );
    }),
  );
});
