import assert from "node:assert/strict";
import { nvidiaDriver } from "../../../src/engine/install/nvidiaDriver";
import { withScratch } from "../../support/setup/scratch";

describe("nvidiaDriver", () => {
  it(
    "is seen by the kernel module's file, or by nvidia-smi, or not at all",
    withScratch((scratch) => {
      const file = scratch.write("version", "NVRM version");
      const program = scratch.program("bin/nvidia-smi", "");
      assert.equal(nvidiaDriver(file, ""), file);
      assert.equal(nvidiaDriver(scratch.at("none"), scratch.at("bin")), program);
      assert.equal(nvidiaDriver(scratch.at("none"), scratch.at("empty")), undefined);
    }),
  );
});
