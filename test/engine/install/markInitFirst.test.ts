import assert from "node:assert/strict";
import { copyFileSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { bindingLink } from "../../../src/engine/install/linkBinding";
import { tfjsPackageFolder } from "../../../src/engine/install/binding";
import { markInitFirst } from "../../../src/engine/install/markInitFirst";
import { withScratch } from "../../support/setup/scratch";

describe("markInitFirst", () => {
  it(
    "changes one bit of a shared object, and nothing the second time",
    withScratch((scratch) => {
      const addon = readFileSync(realpathSync(bindingLink(tfjsPackageFolder())));
      const entry = addon.indexOf(Buffer.from([0xfb, 0xff, 0xff, 0x6f, 0, 0, 0, 0, 0x29, 0, 0, 0]));
      assert.notEqual(entry, -1, "the addon of this checkout is marked: flags NOW, NODELETE and INITFIRST");
      const unmarked = Buffer.from(addon);
      unmarked[entry + 8] = 0x09;
      const file = scratch.at("addon.node");
      writeFileSync(file, unmarked);
      markInitFirst(file);
      assert.deepEqual(readFileSync(file), addon);
      copyFileSync(file, scratch.at("again.node"));
      markInitFirst(scratch.at("again.node"));
      assert.deepEqual(readFileSync(scratch.at("again.node")), addon);
    }),
  );
});
