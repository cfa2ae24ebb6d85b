import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { bindingLink, linkBinding, missingBindingLink } from "../../../src/engine/install/linkBinding";
import { withScratch } from "../../support/setup/scratch";

describe("the link of the addon into the npm package", () => {
  it(
    "is made anew after npm ci emptied the package, and then is not missing",
    withScratch((scratch) => {
      const binding = scratch.write("home/tfjs_binding.node", "addon");
      const tfjs = scratch.at("tfjs");
      assert.equal(missingBindingLink(tfjs, binding), "the npm package has no addon yet");
      linkBinding(tfjs, binding);
      assert.equal(missingBindingLink(tfjs, binding), undefined);
      assert.equal(readFileSync(bindingLink(tfjs), "utf8"), "addon");
      rmSync(tfjs, { recursive: true });
      assert.equal(missingBindingLink(tfjs, binding), "the npm package has no addon yet");
    }),
  );

  it(
    "replaces another version's, a copy, and one that leads nowhere",
    withScratch((scratch) => {
      const binding = scratch.write("new.node", "new");
      const tfjs = scratch.at("tfjs");
      linkBinding(tfjs, scratch.write("old.node", "old"));
      assert.equal(missingBindingLink(tfjs, binding), "the npm package has another addon");
      linkBinding(tfjs, binding);
      assert.equal(readFileSync(bindingLink(tfjs), "utf8"), "new");
      rmSync(binding);
      assert.equal(missingBindingLink(tfjs, binding), "the link leads nowhere");
    }),
  );
});
