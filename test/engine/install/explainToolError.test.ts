import assert from "node:assert/strict";
import { explainToolError } from "../../../src/engine/install/explainToolError";
import { InstallError } from "../../../src/engine/install/installError";
import { ToolError } from "../../../src/engine/install/runTool";

const pip = (output: string): ToolError => new ToolError("pip", "ended with status 1", output);

describe("explainToolError", () => {
  it("knows a registry that cannot be reached by pip's words for it", () => {
    const retry =
      "WARNING: Retrying after connection broken by 'NewConnectionError(... Temporary failure in name resolution)'";
    const { reason, remedy } = explainToolError(pip(`${retry}\nERROR: No matching distribution found for x==1`), "");
    assert.equal(reason, "the package registry could not be reached (ERROR: No matching distribution found for x==1)");
    assert.match(remedy, /network.*proxy/);
  });

  it("knows a full disk", () => {
    const { reason, remedy } = explainToolError(pip("ERROR: [Errno 28] No space left on device"), "");
    assert.match(reason, /^the disk is full/);
    assert.match(remedy, /Free some space/);
  });

  it("knows a package that is not the pinned one", () => {
    const { reason } = explainToolError(
      pip("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE"),
      "",
    );
    assert.match(reason, /sha256 differs/);
  });

  it("shows the tool's own words, with the caller's remedy, for anything else", () => {
    const { reason, remedy } = explainToolError(pip("something odd"), "Do this");
    assert.equal(reason, "pip ended with status 1:\nsomething odd");
    assert.equal(remedy, "Do this");
  });

  it("leaves an error alone that is explained already", () => {
    const error = new InstallError("known", "known too");
    assert.equal(explainToolError(error, ""), error);
  });
});
