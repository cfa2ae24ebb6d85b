import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { findExecutable } from "../../../src/engine/install/findExecutable";
import { withScratch } from "../../support/setup/scratch";

describe("findExecutable", () => {
  it(
    "finds the first program of that name along the search path",
    withScratch((scratch) => {
      const second = scratch.program("b/tool", "");
      scratch.program("c/tool", "");
      assert.equal(findExecutable("tool", [scratch.at("a"), scratch.at("b"), scratch.at("c")].join(":")), second);
    }),
  );

  it(
    "passes over files that may not be executed, and folders",
    withScratch((scratch) => {
      scratch.write("a/tool", "");
      mkdirSync(scratch.at("b", "tool"), { recursive: true });
      assert.equal(findExecutable("tool", `${scratch.at("a")}:${scratch.at("b")}`), undefined);
    }),
  );

  it(
    "takes a path as it is, whatever the search path",
    withScratch((scratch) => {
      const file = scratch.program("deep/tool", "");
      assert.equal(findExecutable(file, ""), file);
      assert.equal(findExecutable(`${file}-not`, scratch.at("deep")), undefined);
    }),
  );
});
